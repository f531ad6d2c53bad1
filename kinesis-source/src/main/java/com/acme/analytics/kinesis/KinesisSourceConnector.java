package com.acme.analytics.kinesis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Divides the stream's shards over tasks, again whenever resharding has changed them. */
public final class KinesisSourceConnector extends SourceConnector {
  private final Function<SourceSettings, KinesisStream> streams;
  private final InstantSource clock;
  private Map<String, String> properties = Map.of();
  private Instant startedAt = Instant.EPOCH;
  private KinesisStream stream;
  private ShardWatch watch;

  /** For Connect, which makes it by name. */
  public KinesisSourceConnector() {
    this(AwsKinesisStream::open, InstantSource.system());
  }

  KinesisSourceConnector(Function<SourceSettings, KinesisStream> streams, InstantSource clock) {
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  public void start(Map<String, String> given) {
    SourceSettings settings = SourceSettings.of(given);
    properties = Map.copyOf(given);
    startedAt = clock.instant();
    stream = streams.apply(settings);
    watch =
        new ShardWatch(
            stream,
            context(),
            settings.shardsInterval(),
            new Pause(settings.retryLimit(), new Random()));
    watch.start();
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return Assignment.divide(watch.assign(), maxTasks, startedAt).stream()
        .map(assignment -> assignment.added(properties))
        .toList();
  }

  @Override
  public void stop() {
    if (watch != null) {
      watch.close();
    }
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public Class<? extends Task> taskClass() {
    return KinesisSourceTask.class;
  }

  @Override
  public ConfigDef config() {
    return SourceSettings.DEFINITION;
  }

  /** A shard's offset says all that a transaction has to hold with its records. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  @Override
  public String version() {
    return PluginVersion.TEXT;
  }
}
