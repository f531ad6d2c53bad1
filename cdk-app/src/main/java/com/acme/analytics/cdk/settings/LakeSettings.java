package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * How long the lake keeps what.
 *
 * @param retention how long an object of the lake is kept
 * @param infrequentAccessAfter when it moves to storage that is cheaper to keep and dearer to read;
 *     S3 takes at least 30 days
 * @param abortUploadsAfter when an unfinished multipart upload is removed: longer than the longest
 *     outage the streaming job must recover from, because its checkpoints refer to open uploads
 */
public record LakeSettings(
    Duration retention, Duration infrequentAccessAfter, Duration abortUploadsAfter) {
  public LakeSettings {
    Expect.between("infrequentAccessAfter", infrequentAccessAfter, Duration.ofDays(30), retention);
    Expect.between("abortUploadsAfter", abortUploadsAfter, Duration.ofDays(3), retention);
  }
}
