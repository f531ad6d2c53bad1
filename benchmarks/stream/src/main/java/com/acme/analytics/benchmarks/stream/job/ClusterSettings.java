package com.acme.analytics.benchmarks.stream.job;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/**
 * The settings of the one-process Flink cluster that a job is measured on: parallelism 1, metrics
 * as MBeans, checkpoints to the disk. What is not named here is Flink's default, as on Managed
 * Flink.
 */
final class ClusterSettings {
  private ClusterSettings() {}

  /**
   * Read of the arguments: {@code backend} (rocksdb or hashmap), {@code work} (a directory), {@code
   * managed} (memory of RocksDB's caches and write buffers), and where they are there {@code
   * checkpoint} (an interval), {@code restore} (a savepoint), {@code rest} (the REST API's port).
   */
  static Configuration of(Arguments arguments) {
    Path work = Path.of(arguments.text("work"));
    Configuration settings = new Configuration();
    settings.setString("parallelism.default", "1");
    settings.setString("state.backend.type", arguments.text("backend"));
    // As docs/operations/scaling.md has it set.
    settings.setString("state.backend.rocksdb.use-bloom-filter", "true");
    settings.setString("io.tmp.dirs", work.resolve("tmp").toString());
    settings.setString("taskmanager.numberOfTaskSlots", "1");
    settings.setString("taskmanager.memory.managed.size", arguments.text("managed"));
    settings.setString("metrics.reporters", "counts");
    settings.setString("metrics.reporter.counts.factory.class", RecordCounts.class.getName());
    settings.setString("rest.address", "127.0.0.1");
    settings.setString("rest.bind-address", "127.0.0.1");
    settings.setString("rest.bind-port", arguments.find("rest").orElse("0"));
    // Hadoop's classes, which Parquet brings, ask for them in a way that recent JDKs refuse.
    settings.setString("security.delegation.tokens.enabled", "false");
    // Of the heap backend too, so that a state that is too large for memory does not pass for one.
    settings.setString("execution.checkpointing.storage", "filesystem");
    settings.setString(
        "execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
    settings.setString("execution.checkpointing.incremental", "true");
    arguments
        .find("checkpoint")
        .ifPresent(interval -> settings.setString("execution.checkpointing.interval", interval));
    arguments
        .find("restore")
        .ifPresent(
            savepoint -> {
              settings.setString("execution.state-recovery.path", savepoint);
              settings.setString("execution.state-recovery.claim-mode", "NO_CLAIM");
              // It has the position of the generator that filled it.
              settings.setString("execution.state-recovery.ignore-unclaimed-state", "true");
            });
    return settings;
  }
}
