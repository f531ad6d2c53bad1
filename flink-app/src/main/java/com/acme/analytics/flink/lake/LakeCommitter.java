package com.acme.analytics.flink.lake;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes files visible, each commit once: it leaves its id in the snapshot that it makes, and looks
 * for that id first, since after a failure nobody knows whether it was done. While the catalog or
 * S3 is away commits wait and events go on.
 */
final class LakeCommitter implements Committer<LakeCommit> {
  private static final Logger LOG = LoggerFactory.getLogger(LakeCommitter.class);

  /** The key of the id in a snapshot's summary. */
  static final String COMMIT_ID = "acme.commit-id";

  /** How much the clocks of who plans and who commits may differ. */
  private static final long CLOCK_SKEW_MILLIS = 10 * 60_000;

  private final LakeCatalog.OpenTable table;
  private final Counter commits;
  private final Counter failures;

  LakeCommitter(LakeCatalog.OpenTable table, MetricGroup metrics) {
    this.table = table;
    this.commits = metrics.counter("acme_stream_lake_commits_total");
    this.failures = metrics.counter("acme_stream_lake_failed_commits_total");
  }

  @Override
  public void commit(Collection<CommitRequest<LakeCommit>> requests) {
    for (CommitRequest<LakeCommit> request : requests) {
      try {
        commit(request);
      } catch (IOException | RuntimeException e) {
        failures.inc();
        LOG.warn(
            "lake commit {} is tried again, {} tries so far",
            request.getCommittable().id(),
            request.getNumberOfRetries() + 1,
            e);
        request.retryLater();
      }
    }
  }

  private void commit(CommitRequest<LakeCommit> request) throws IOException {
    LakeCommit commit = request.getCommittable();
    Table events = table.table();
    events.refresh();
    if (isDone(events, commit)) {
      LOG.info("lake commit {} was done before", commit.id());
      request.signalAlreadyCommitted();
      return;
    }
    AppendFiles append = events.newAppend().set(COMMIT_ID, commit.id());
    for (byte[] manifest : commit.manifests()) {
      try (ManifestReader<DataFile> files =
          ManifestFiles.read(ManifestFiles.decode(manifest), events.io(), events.specs())) {
        files.forEach(append::appendFile);
      }
    }
    append.commit();
    commits.inc();
    forget(events, commit);
  }

  /** Removes the lists; one that stays is an orphan, which maintenance removes. */
  private static void forget(Table events, LakeCommit commit) throws IOException {
    for (byte[] manifest : commit.manifests()) {
      String path = ManifestFiles.decode(manifest).path();
      try {
        events.io().deleteFile(path);
      } catch (RuntimeException e) {
        LOG.warn("{} is left behind", path, e);
      }
    }
  }

  /** Whether one of the snapshots since the commit was planned is its. */
  private static boolean isDone(Table events, LakeCommit commit) {
    Snapshot snapshot = events.currentSnapshot();
    while (snapshot != null
        && snapshot.timestampMillis() >= commit.createdMillis() - CLOCK_SKEW_MILLIS) {
      if (commit.id().equals(snapshot.summary().get(COMMIT_ID))) {
        return true;
      }
      Long parent = snapshot.parentId();
      snapshot = parent == null ? null : events.snapshot(parent);
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
