package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * Where Druid is, how it takes events in and what it keeps.
 *
 * @param url of a router, by a name that only the VPC resolves
 * @param retention how long a minute stays in the warm tier
 * @param tasks how many tasks read the topic at once
 * @param replicas how many tasks read each partition, and how many nodes hold each segment
 */
public record WarmStoreSettings(String url, Duration retention, int tasks, int replicas) {
  public WarmStoreSettings {
    Expect.matches("url", url, "http://[a-z0-9.-]+:[0-9]+");
    Expect.between("retention", retention, Duration.ofDays(31), Duration.ofDays(400));
    Expect.between("tasks", tasks, 1, 256);
    Expect.between("replicas", replicas, 1, 3);
  }
}
