package com.acme.analytics.cdk.settings;

import java.net.URI;
import java.time.Duration;

/**
 * Where Druid is, how it takes events in and what it keeps.
 *
 * @param url of a router, by a name that only the VPC resolves
 * @param retention how long a minute stays in the warm tier
 * @param tasks how many tasks read the topic at once
 * @param replicas how many tasks read each partition, and how many nodes hold each segment
 * @param cluster the servers behind the URL
 */
public record WarmStoreSettings(
    String url, Duration retention, int tasks, int replicas, WarmClusterSettings cluster) {
  /** Compaction by range is a task and another one that it waits for. */
  private static final int COMPACTION_SLOTS = 2;

  public WarmStoreSettings {
    Expect.matches("url", url, "http://[a-z0-9-]+(\\.[a-z0-9-]+)+:8888");
    Expect.between("retention", retention, Duration.ofDays(31), Duration.ofDays(400));
    Expect.between("tasks", tasks, 1, 256);
    Expect.between("replicas", replicas, 1, NetworkSettings.AVAILABILITY_ZONES);
    // While tasks publish, their successors read.
    Expect.between(
        "workerCapacity",
        cluster.workerCapacity(),
        2 * tasks * replicas + COMPACTION_SLOTS,
        Integer.MAX_VALUE);
  }

  /** The URL's host name. */
  public String host() {
    return URI.create(url).getHost();
  }
}
