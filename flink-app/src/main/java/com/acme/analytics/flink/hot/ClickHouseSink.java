package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.config.ClickHouseConfig;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes rows to one table of ClickHouse, each at least once; the table's key has to make a
 * repeated row one row. A row is visible as soon as its batch is stored. Rows that are not stored
 * yet are in the checkpoint, so that checkpoints go on while ClickHouse is away.
 */
public final class ClickHouseSink<T> implements Sink<T>, SupportsWriterState<T, EncodedRows> {
  private static final long serialVersionUID = 1L;

  private final TableRows<T> table;
  private final BatchPolicy policy;
  private final HotTier.Connector connector;

  public ClickHouseSink(ClickHouseConfig config, TableRows<T> table, BatchPolicy policy) {
    this(table, policy, ClickHouse.connector(config, table.table()));
  }

  ClickHouseSink(TableRows<T> table, BatchPolicy policy, HotTier.Connector connector) {
    this.table = Objects.requireNonNull(table, "table");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.connector = Objects.requireNonNull(connector, "connector");
  }

  @Override
  public StatefulSinkWriter<T, EncodedRows> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<T, EncodedRows> restoreWriter(
      WriterInitContext context, Collection<EncodedRows> waiting) {
    HotTier tier = new HotTierConnection(connector, policy.retries().reconnectAfter());
    HotMetrics metrics = new HotMetrics(context.metricGroup(), table.table());
    Senders senders =
        new Senders(
            new PersistentInserts(table, tier, policy.retries(), metrics),
            tier,
            policy.maxInFlight(),
            "hot-" + table.table() + "-" + context.getTaskInfo().getIndexOfThisSubtask());
    return new HotWriter<>(
        table,
        policy,
        context.getMailboxExecutor(),
        context.getProcessingTimeService(),
        senders,
        metrics,
        waiting);
  }

  @Override
  public SimpleVersionedSerializer<EncodedRows> getWriterStateSerializer() {
    return new EncodedRowsSerializer();
  }
}
