package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the config.yaml of Flink's processes: what Managed Flink sets in AWS, sized for a laptop.
 *
 * @param data what both processes keep across restarts
 * @param run where the file goes
 */
record FlinkConfiguration(FlinkCluster cluster, Path data, Path run) {
  private static final int FRAMEWORK_HEAP_MB = 64;
  private static final int TASK_HEAP_MB = 448;
  private static final int FRAMEWORK_OFF_HEAP_MB = 48;
  private static final int TASK_OFF_HEAP_MB = 32;
  private static final int NETWORK_MB = 32;

  static final int TASK_MANAGER_HEAP_MB = FRAMEWORK_HEAP_MB + TASK_HEAP_MB;
  static final int TASK_MANAGER_DIRECT_MB = FRAMEWORK_OFF_HEAP_MB + TASK_OFF_HEAP_MB + NETWORK_MB;

  /** JVM flags of both processes on whichever JDK there is, and the ones given. */
  static List<String> flags(String... sizes) {
    List<String> flags = new ArrayList<>(List.of(sizes));
    // Flink's own default options (env.java.opts.all) open these.
    for (String opened :
        List.of("lang", "lang.reflect", "net", "nio", "text", "time", "util", "util.concurrent")) {
      flags.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    flags.add("-XX:TieredStopAtLevel=1");
    flags.add("-Xss512k");
    flags.add("-XX:+ExitOnOutOfMemoryError");
    if (FlinkCluster.jdk().feature() >= 24) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }

  void writeForJobManager() throws IOException {
    Path checkpoints = data.resolve("checkpoints");
    Optional<Path> newest = new RetainedCheckpoints(checkpoints, FlinkCluster.JOB_ID).newest();
    write(common() + job(checkpoints) + newest.map(FlinkConfiguration::recovery).orElse(""));
  }

  void writeForTaskManager() throws IOException {
    write(common() + taskManager());
  }

  private void write(String configuration) throws IOException {
    Files.writeString(run.resolve("config.yaml"), configuration);
  }

  private String common() throws IOException {
    return """
    jobmanager.rpc.address: 127.0.0.1
    jobmanager.rpc.port: %1$d
    jobmanager.bind-host: 127.0.0.1
    rest.address: 127.0.0.1
    rest.bind-address: 127.0.0.1
    rest.port: %2$d
    io.tmp.dirs: %3$s
    # A killed process is noticed in seconds; a laptop that stalls for ten is not one.
    heartbeat.interval: 1000
    heartbeat.timeout: 15000
    """
        .formatted(
            cluster.rpcPort(), cluster.restPort(), Files.createDirectories(run.resolve("tmp")));
  }

  private static String job(Path checkpoints) {
    return """
    $internal.pipeline.job-id: %1$s
    parallelism.default: 1
    # A record does not wait in a buffer for others to fill it.
    execution.buffer-timeout.interval: 5 ms
    state.backend.type: rocksdb
    # Nearly each id that de-duplication looks up is new.
    state.backend.rocksdb.use-bloom-filter: true
    execution.checkpointing.incremental: true
    execution.checkpointing.dir: %2$s
    # All changed windows go to state at each.
    execution.checkpointing.interval: 5 s
    execution.checkpointing.min-pause: 1 s
    execution.checkpointing.num-retained: 2
    # Kept when the processes stop: the next start begins from the newest.
    execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
    # As long as it takes: an engine that is away comes back.
    execution.checkpointing.tolerable-failed-checkpoints: 1000000
    restart-strategy.type: exponential-delay
    restart-strategy.exponential-delay.initial-backoff: 500 ms
    restart-strategy.exponential-delay.max-backoff: 5 s
    """
        .formatted(FlinkCluster.JOB_ID, checkpoints.toUri());
  }

  /** The job owns what it begins from, so it deletes it once newer checkpoints replace it. */
  private static String recovery(Path checkpoint) {
    return """
    execution.state-recovery.path: %s
    execution.state-recovery.claim-mode: CLAIM
    """
        .formatted(checkpoint.toUri());
  }

  private static String taskManager() {
    return """
    taskmanager.host: 127.0.0.1
    taskmanager.bind-host: 127.0.0.1
    taskmanager.numberOfTaskSlots: 1
    # All of these have to be said when the process is not started by Flink's shell scripts.
    taskmanager.cpu.cores: 1.0
    taskmanager.memory.framework.heap.size: %1$dm
    taskmanager.memory.task.heap.size: %2$dm
    taskmanager.memory.framework.off-heap.size: %3$dm
    taskmanager.memory.task.off-heap.size: %4$dm
    taskmanager.memory.network.min: %5$dm
    taskmanager.memory.network.max: %5$dm
    # RocksDB's caches and write buffers.
    taskmanager.memory.managed.size: 48m
    taskmanager.memory.jvm-metaspace.size: 192m
    taskmanager.memory.jvm-overhead.min: 64m
    taskmanager.memory.jvm-overhead.max: 64m
    """
        .formatted(
            FRAMEWORK_HEAP_MB, TASK_HEAP_MB, FRAMEWORK_OFF_HEAP_MB, TASK_OFF_HEAP_MB, NETWORK_MB);
  }
}
