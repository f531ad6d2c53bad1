package com.acme.analytics.cdk.druid;

import com.acme.analytics.cdk.settings.PodSize;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a process divides the memory of its pod. What it does not take is the page cache of segments.
 *
 * @param heapMib of Java
 * @param bufferMib each thread that processes, and each merge of groups, has such a buffer
 * @param threads that process
 * @param mergeBuffers merges of groups at once
 */
record DruidMemory(int heapMib, int bufferMib, int threads, int mergeBuffers) {
  private static final int MIB = 1 << 20;

  /** In shares of the memory: a historical leaves most of it to the page cache. */
  static DruidMemory of(DruidRole role, PodSize size) {
    int memory = size.memoryGib() * 1_024;
    int threads = Math.max(1, size.cpuMillis() / 1_000 - 1);
    int merges = Math.max(2, threads / 4);
    return switch (role) {
      case HISTORICAL ->
          new DruidMemory(memory / 5, buffer(memory / 5, threads, merges), threads, merges);
      case INDEXER ->
          new DruidMemory(memory / 2, buffer(memory / 4, threads, merges), threads, merges);
      case BROKER -> new DruidMemory(memory / 2, buffer(memory / 4, 1, merges), 1, merges);
      case COORDINATOR, ROUTER -> new DruidMemory(memory * 3 / 4, 1, 1, 1);
    };
  }

  private static int buffer(int direct, int threads, int merges) {
    return Math.min(500, direct / (threads + merges + 1));
  }

  long bufferBytes() {
    return (long) bufferMib * MIB;
  }

  List<String> options() {
    // One more than are in use, for decompression; and what the network needs.
    int direct = bufferMib * (threads + mergeBuffers + 1) + 128;
    return Stream.concat(
            Stream.of(
                "java",
                "-server",
                "-Xms" + heapMib + "m",
                "-Xmx" + heapMib + "m",
                "-XX:MaxDirectMemorySize=" + direct + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=/tmp",
                "-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager"),
            MODULES.stream())
        .toList();
  }

  /** As Druid's own scripts open them for Java 17. */
  private static final List<String> MODULES =
      List.of(
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
}
