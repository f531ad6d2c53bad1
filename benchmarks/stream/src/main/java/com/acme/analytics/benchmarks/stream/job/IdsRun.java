package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.benchmarks.stream.job.Progress.Moment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Fills the state of de-duplication and says what an id takes: on the heap, after a collection of
 * garbage, and in a savepoint as the backend has it on its disk. Arguments beside the cluster's:
 * {@code ids}, {@code users}, {@code savepoint} (a directory).
 */
final class IdsRun {
  private final Arguments arguments;

  IdsRun(Arguments arguments) {
    this.arguments = arguments;
  }

  void run() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, ClusterSettings.of(arguments));
    OperatorJob.discard(
        new OperatorJob(environment, new StreamEvents(arguments.number("users"))).deduplicated());
    RunningJob job = new RunningJob(environment);
    Progress progress = new Progress("deduplicate");
    int ids = arguments.number("ids");
    progress.awaitRecords(ids / 10);
    long heapBefore = heapBytes();
    Moment begin = progress.now();
    progress.awaitRecords(ids);
    long heapAfter = heapBytes();
    Moment end = progress.now();
    String savepoint =
        job.stopping()
            .stopWithSavepoint(
                /* advanceToEndOfEventTime= */ false,
                arguments.text("savepoint"),
                SavepointFormatType.NATIVE)
            .get();
    Result.between(begin, end)
        .with("heap_bytes", heapAfter - heapBefore)
        .with("ids", end.records())
        .with("savepoint", savepoint)
        .with("savepoint_bytes", bytes(Path.of(URI.create(savepoint))))
        .print();
  }

  /** What is in use once what is not is gone. */
  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
