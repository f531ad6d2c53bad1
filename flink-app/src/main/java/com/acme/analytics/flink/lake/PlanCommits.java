package com.acme.analytics.flink.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestWriter;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what all writers have stored until a checkpoint into one list of files, and the lists of
 * an interval into one commit. A commit costs the same however many files it has, and every one
 * adds to the table's metadata, so there are not more of them than readers need.
 */
final class PlanCommits extends AbstractStreamOperator<CommittableMessage<LakeCommit>>
    implements OneInputStreamOperator<
        CommittableMessage<WrittenFiles>, CommittableMessage<LakeCommit>> {
  private static final long serialVersionUID = 1L;

  /** The encoded form wants an id; no snapshot has the list before its files are committed. */
  private static final long NO_SNAPSHOT = 0;

  private static final Logger LOG = LoggerFactory.getLogger(PlanCommits.class);
  private static final WrittenFiles.Serializer WRITTEN = new WrittenFiles.Serializer();

  private final LakeCatalog catalog;
  private transient LakeCatalog.OpenTable table;
  private transient List<DataFile> files;
  private transient List<byte[]> manifests;
  private transient ListState<byte[]> keptManifests;
  private transient ListState<byte[]> keptFiles;
  private transient long nextCommitMillis;

  PlanCommits(LakeCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    files = new ArrayList<>();
    manifests = new ArrayList<>();
    keptManifests = context.getOperatorStateStore().getListState(bytes("manifests"));
    for (byte[] manifest : keptManifests.get()) {
      manifests.add(manifest);
    }
    keptFiles = context.getOperatorStateStore().getListState(bytes("files"));
    for (byte[] kept : keptFiles.get()) {
      files.addAll(WRITTEN.deserialize(WRITTEN.getVersion(), kept).files());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    table = catalog.open();
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<WrittenFiles>> element) {
    if (element.getValue() instanceof CommittableWithLineage<WrittenFiles> written) {
      files.addAll(written.getCommittable().files());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    list();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    if (!manifests.isEmpty() && now >= nextCommitMillis) {
      nextCommitMillis = now + catalog.config().commitInterval().toMillis();
      emit(checkpointId, new LakeCommit(UUID.randomUUID().toString(), now, List.copyOf(manifests)));
      manifests.clear();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    keptManifests.update(manifests);
    keptFiles.update(
        files.isEmpty() ? List.of() : List.of(WRITTEN.serialize(new WrittenFiles(files))));
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (table != null) {
      table.close();
    }
  }

  private void emit(long checkpointId, LakeCommit commit) {
    output.collect(new StreamRecord<>(new CommittableSummary<>(0, 1, checkpointId, 1, 0)));
    output.collect(new StreamRecord<>(new CommittableWithLineage<>(commit, checkpointId, 0)));
  }

  /** Makes a list of the files. While S3 is away they lie in the checkpoint themselves. */
  private void list() {
    if (files.isEmpty()) {
      return;
    }
    try {
      manifests.add(manifest(files));
      files.clear();
    } catch (IOException e) {
      LOG.warn(
          "a list of {} files can't be stored now, tried at the next checkpoint", files.size(), e);
    }
  }

  private static ListStateDescriptor<byte[]> bytes(String name) {
    return new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Stores the list of files in the form of the table's own; the commit removes it. */
  private byte[] manifest(List<DataFile> files) throws IOException {
    Table events = table.table();
    String location =
        ((HasTableOperations) events)
            .operations()
            .metadataFileLocation("stream-" + UUID.randomUUID() + ".avro");
    ManifestWriter<DataFile> writer =
        ManifestFiles.write(
            TableUtil.formatVersion(events),
            events.spec(),
            events.io().newOutputFile(location),
            NO_SNAPSHOT);
    try (writer) {
      files.forEach(writer::add);
    } catch (RuntimeException e) {
      throw LakeCatalog.away(e);
    }
    return ManifestFiles.encode(writer.toManifestFile());
  }
}
