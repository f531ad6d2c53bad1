package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.config.ClickHouseConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.clickhouse.client.api.Client;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes events to the table {@code events}, each at least once; the table's key makes a repeated
 * row one row. Nothing waits for a checkpoint, so a row is visible as soon as its batch is stored.
 */
public final class ClickHouseSink implements Sink<DescribedEvent> {
  private static final long serialVersionUID = 1L;

  private final ClickHouseConfig config;

  public ClickHouseSink(ClickHouseConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public SinkWriter<DescribedEvent> createWriter(WriterInitContext context) {
    return new BatchingWriter(
        new ClickHouse(connect(config, Credentials.fromSecret(config.secretArn()))),
        BatchPolicy.DEFAULT,
        context.getProcessingTimeService(),
        context.metricGroup());
  }

  static Client connect(ClickHouseConfig config, Credentials credentials) {
    return new Client.Builder()
        .addEndpoint(config.url().toString())
        .setUsername(credentials.username())
        .setPassword(credentials.password())
        .setDefaultDatabase(config.database())
        .compressClientRequest(true)
        .setConnectTimeout(3, ChronoUnit.SECONDS)
        .setSocketTimeout(30, ChronoUnit.SECONDS)
        // PersistentInserts repeats, and knows for how long.
        .setMaxRetries(0)
        .build();
  }
}
