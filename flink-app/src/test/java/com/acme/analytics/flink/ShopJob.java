package com.acme.analytics.flink;

import static org.awaitility.Awaitility.await;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.alert.AlertRecord;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.hot.QueuedHotSinks;
import com.acme.analytics.flink.lake.QueuedLake;
import com.acme.analytics.flink.savepoint.ClockedTasks;
import com.acme.analytics.flink.savepoint.JobClock;
import com.acme.analytics.flink.savepoint.QueueSink;
import com.acme.analytics.flink.savepoint.QueueSource;
import com.acme.analytics.flink.savepoint.Queues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The pipeline as it is, on a Flink in this process. The sinks of the hot tier and of the lake are
 * the real ones, with queues for stores; sources, and what goes to Kafka, are queues.
 */
final class ShopJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String run = UUID.randomUUID().toString();
  private final QueuedLake lake = new QueuedLake();
  private final StreamGraph graph;
  private final MiniCluster cluster;
  private JobClock clock;
  private JobID id;

  /**
   * @param away whether the hot tier is
   */
  ShopJob(Path checkpoints, boolean away) throws Exception {
    Configuration settings = settings(checkpoints);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    new AnalyticsPipeline(Duration.ofHours(24), Duration.ofDays(7), Duration.ofSeconds(5))
        .declare(
            environment,
            new QueueSource<>(run + "/accepted", TypeInformation.of(AcceptedEvent.class)),
            new QueueSource<>(run + "/historical", TypeInformation.of(AcceptedEvent.class)),
            new QueueSource<>(run + "/definitions", TypeInformation.of(Definition.class)),
            QueuedHotSinks.of(run, away),
            lake.sink(run, Duration.ofDays(1)),
            new QueueSink<>(run + "/unique"),
            new QueueSink<>(run + "/live"),
            new QueueSink<>(run + "/alerts"));
    graph = environment.getStreamGraph();
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumSlotsPerTaskManager(1)
                .setCommonBindAddress("127.0.0.1")
                .withRandomPorts()
                .build());
    cluster.start();
  }

  private static Configuration settings(Path checkpoints) {
    Configuration settings = new Configuration();
    settings.setString("parallelism.default", "1");
    settings.setString("pipeline.generic-types", "false");
    settings.setString("restart-strategy.type", "none");
    settings.setString("execution.checkpointing.interval", "1 h");
    settings.setString("execution.checkpointing.storage", "filesystem");
    settings.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
    // The whole savepoint is one file then.
    settings.setString("execution.checkpointing.data-inline-threshold", "1 mb");
    settings.setString("security.delegation.tokens.enabled", "false");
    return settings;
  }

  /** The job's graph, to be changed before it is started. */
  ShopJob with(Consumer<StreamGraph> change) {
    change.accept(graph);
    return this;
  }

  /** Starts the job without state. */
  void start(Instant clock, int speed) throws Exception {
    submit(graph.getJobGraph(), clock, speed);
  }

  /** Starts the job from a savepoint, of which nothing may be left over. */
  void restore(Path savepoint, Instant clock, int speed) throws Exception {
    JobGraph job = graph.getJobGraph();
    job.setSavepointRestoreSettings(
        SavepointRestoreSettings.forPath(
            savepoint.toUri().toString(),
            /* allowNonRestoredState= */ false,
            RecoveryClaimMode.NO_CLAIM));
    submit(job, clock, speed);
  }

  private void submit(JobGraph job, Instant start, int speed) throws Exception {
    JobClock.set(job.getJobConfiguration(), start, speed);
    clock = JobClock.of(job.getJobConfiguration());
    ClockedTasks.into(job);
    id = cluster.submitJob(job).get().getJobID();
  }

  /** By the job's clock. */
  Instant now() {
    return Instant.ofEpochMilli(clock.absoluteTimeMillis());
  }

  /** The file or folder that it is stored in. */
  Path savepoint(Path folder) throws Exception {
    String stored =
        cluster
            .triggerSavepoint(
                id,
                folder.toUri().toString(),
                /* cancelJob= */ false,
                SavepointFormatType.CANONICAL)
            .get();
    return Path.of(URI.create(stored));
  }

  void accept(AcceptedEvent... events) {
    send("accepted", List.of(events));
  }

  void acceptHistorical(AcceptedEvent... events) {
    send("historical", List.of(events));
  }

  void define(Definition... definitions) {
    send("definitions", List.of(definitions));
  }

  private void send(String source, List<?> values) {
    for (Object value : values) {
      Queues.add(run + "/" + source, value);
    }
  }

  /** Ids of the events in the topic of unique ones. */
  List<UUID> unique() {
    return Queues.<DescribedEvent>all(run + "/unique").stream()
        .map(event -> event.accepted())
        .map(event -> new UUID(event.eventIdHigh(), event.eventIdLow()))
        .toList();
  }

  List<String> alerts() {
    return Queues.<AlertRecord>all(run + "/alerts").stream().map(AlertRecord::json).toList();
  }

  /** Rows that a table of the hot tier has got. */
  List<String> rows(String table) {
    return Queues.all(run + "/" + table);
  }

  /** Ids of the events in files of the lake. */
  List<UUID> inLake() {
    return Queues.all(run + "/lake");
  }

  /** Waits until it holds; fails at once when the job has. */
  void until(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              if (cluster.getJobStatus(id).get().isGloballyTerminalState()) {
                awaitEnd();
                throw new AssertionError("the job ended");
              }
              return condition.call();
            });
  }

  /** Waits for the job's end, and throws what ended it. */
  void awaitEnd() throws Exception {
    cluster.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
  }

  @Override
  public void close() throws Exception {
    if (id != null && !cluster.getJobStatus(id).get().isGloballyTerminalState()) {
      cluster.cancelJob(id).get();
      cluster.requestJobResult(id).get();
    }
    cluster.close();
    lake.close();
  }
}
