package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.config.LakeConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes each event to the lake's table exactly once. Writers store files, one operator makes a
 * commit of those of all writers, and once the checkpoint is complete it is done.
 */
public final class LakeSink
    implements Sink<DescribedEvent>,
        SupportsPreCommitTopology<WrittenFiles, LakeCommit>,
        SupportsCommitter<LakeCommit>,
        SupportsWriterState<DescribedEvent, WaitingFile> {
  private static final long serialVersionUID = 1L;

  private final LakeCatalog catalog;
  private final FileStore.Connector files;

  public LakeSink(LakeConfig config) {
    this(config, parquet(new LakeCatalog(config)));
  }

  LakeSink(LakeConfig config, FileStore.Connector files) {
    this.catalog = new LakeCatalog(config);
    this.files = files;
  }

  private static FileStore.Connector parquet(LakeCatalog catalog) {
    return (subtask, attempt) -> new ParquetFiles(catalog.open(), subtask, attempt);
  }

  /** The key by which events are to be partitioned before they come here. */
  public LakeShuffle shuffle() {
    return new LakeShuffle(catalog.config().writersPerHour());
  }

  @Override
  public LakeWriter createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public LakeWriter restoreWriter(WriterInitContext context, Collection<WaitingFile> waiting) {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    MetricGroup metrics = JobMetrics.of(context.metricGroup());
    Counter failures =
        metrics.counter("acme_stream_lake_failed_uploads_total", new ThreadSafeSimpleCounter());
    return new LakeWriter(
        catalog.config(),
        context.getMailboxExecutor(),
        context.getProcessingTimeService(),
        new Uploads(
            files.open(subtask, context.getTaskInfo().getAttemptNumber()),
            failures,
            "lake-" + subtask),
        metrics,
        waiting);
  }

  @Override
  public SimpleVersionedSerializer<WaitingFile> getWriterStateSerializer() {
    return new WaitingFile.Serializer();
  }

  @Override
  public DataStream<CommittableMessage<LakeCommit>> addPreCommitTopology(
      DataStream<CommittableMessage<WrittenFiles>> written) {
    // To one subtask, and on to the first of the committer's: one commit at a time.
    return written
        .global()
        .transform(
            "lake commits",
            CommittableMessageTypeInfo.of(LakeCommit.Serializer::new),
            new PlanCommits(catalog))
        .uid("commits")
        .setParallelism(1)
        .setMaxParallelism(1)
        .global();
  }

  @Override
  public SimpleVersionedSerializer<WrittenFiles> getWriteResultSerializer() {
    return new WrittenFiles.Serializer();
  }

  @Override
  public Committer<LakeCommit> createCommitter(CommitterInitContext context) {
    return new LakeCommitter(catalog.open(), JobMetrics.of(context.metricGroup()));
  }

  @Override
  public SimpleVersionedSerializer<LakeCommit> getCommittableSerializer() {
    return new LakeCommit.Serializer();
  }
}
