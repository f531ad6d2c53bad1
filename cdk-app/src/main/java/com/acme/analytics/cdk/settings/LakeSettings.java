package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * How the lake is written and kept.
 *
 * @param writersPerHour how many writers share one customer's hour
 * @param bufferMib events that a subtask of the streaming job gathers and stores before it waits
 *     for S3, in MiB: on its heap and in each checkpoint
 * @param commitInterval how often new files become visible at most
 * @param snapshotRetention how long a state of the table can be read again, and how long erased
 *     rows stay in files: longer than the longest outage the streaming job must recover from,
 *     because it looks for its last commit in these
 * @param abortUploadsAfter when an unfinished multipart upload, or a file that no commit has, is
 *     removed: longer than that outage too, because checkpoints refer to files to be committed
 * @param mostScannedGib what one query may read from S3, in GiB: it bounds what a query costs
 */
public record LakeSettings(
    int writersPerHour,
    int bufferMib,
    Duration commitInterval,
    Duration snapshotRetention,
    Duration abortUploadsAfter,
    int mostScannedGib) {
  public LakeSettings {
    Expect.between("writersPerHour", writersPerHour, 1, 256);
    Expect.between("bufferMib", bufferMib, 1, 1_024);
    Expect.between("commitInterval", commitInterval, Duration.ofSeconds(1), Duration.ofHours(1));
    Expect.between("snapshotRetention", snapshotRetention, Duration.ofDays(3), Duration.ofDays(30));
    Expect.between("abortUploadsAfter", abortUploadsAfter, snapshotRetention, Duration.ofDays(30));
    Expect.between("mostScannedGib", mostScannedGib, 1, 10_240);
  }
}
