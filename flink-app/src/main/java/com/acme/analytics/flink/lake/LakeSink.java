package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.config.LakeConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
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
        SupportsCommitter<LakeCommit> {
  private static final long serialVersionUID = 1L;

  private final LakeCatalog catalog;

  public LakeSink(LakeConfig config) {
    this.catalog = new LakeCatalog(config);
  }

  /** The key by which events are to be partitioned before they come here. */
  public LakeShuffle shuffle() {
    return new LakeShuffle(catalog.config().writersPerHour());
  }

  @Override
  public CommittingSinkWriter<DescribedEvent, WrittenFiles> createWriter(
      WriterInitContext context) {
    return new LakeWriter(
        catalog.open(),
        context.getTaskInfo().getIndexOfThisSubtask(),
        context.getTaskInfo().getAttemptNumber(),
        catalog.config().openFiles(),
        context.metricGroup());
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
    return new LakeCommitter(catalog.open(), context.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<LakeCommit> getCommittableSerializer() {
    return new LakeCommit.Serializer();
  }
}
