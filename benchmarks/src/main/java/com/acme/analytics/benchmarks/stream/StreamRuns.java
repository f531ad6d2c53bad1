package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.benchmarks.stream.StreamJvm.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be run, each in a process of its own. */
final class StreamRuns {
  /** Where state is kept. */
  enum Backend {
    /** Managed Flink's, and no other there. */
    ROCKSDB("rocksdb", "RocksDB"),
    HEAP("hashmap", "heap");

    private final String type;
    private final String title;

    Backend(String type, String title) {
      this.type = type;
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Less than the state is, as in production, so that not all of it is read from the cache. */
  private static final String ROCKSDB_MEMORY = "256m";

  /** Compiled at once, and never as well as in production. */
  private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  private final StreamEngines engines;
  private final Scale scale;

  StreamRuns(StreamEngines engines, Scale scale) {
    this.engines = engines;
    this.scale = scale;
  }

  /** The bare source over the topic. */
  Measured source() throws IOException, InterruptedException {
    return run(
        "source",
        Backend.HEAP,
        List.of("events=" + scale.events(), "rounds=" + scale.sourceRounds()));
  }

  /** De-duplication taking in new ids; with RocksDB they are in a savepoint then. */
  Measured ids(Backend backend) throws IOException, InterruptedException {
    return run(
        "ids",
        backend,
        List.of(
            "ids=" + scale.ids(),
            "savepoint=" + Files.createTempDirectory(engines.work(), "savepoint").toUri()));
  }

  /**
   * One operator alone, where it is said with a state to begin from.
   *
   * @param times how often the scale's time it takes
   */
  Measured operator(String operator, int times, Backend backend, Optional<String> savepoint)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "operator=" + operator,
                "warm=" + scale.warm().multipliedBy(times),
                "measure=" + scale.measure().multipliedBy(times),
                "checkpoint=10 s"));
    savepoint.ifPresent(path -> arguments.add("restore=" + path));
    return run("operator", backend, arguments);
  }

  /** The whole job over the topic, and what comes after it. */
  StreamJvm job(Backend backend, Optional<String> savepoint, int restPort) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "events=" + scale.events(),
                "warm=" + scale.warmEvents(),
                "rest=" + restPort,
                "checkpoint=" + scale.checkpointInterval().toSeconds() + " s"));
    savepoint.ifPresent(path -> arguments.add("restore=" + path));
    return start("job", backend, arguments);
  }

  private Measured run(String what, Backend backend, List<String> arguments)
      throws IOException, InterruptedException {
    try (StreamJvm process = start(what, backend, arguments)) {
      return process.measured();
    }
  }

  private StreamJvm start(String what, Backend backend, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.add("backend=" + backend.type);
    all.add("managed=" + ROCKSDB_MEMORY);
    all.add("users=" + scale.users());
    return new StreamJvm(engines, what, scale.everything() ? List.of() : QUICK_START, all);
  }
}
