package com.acme.analytics.cdk.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where ClickHouse is and what it keeps.
 *
 * @param url ClickHouse's HTTP interface, by a name that only the VPC resolves
 * @param database holds every table of the hot tier
 * @param retention how long an event stays in the hot tier
 * @param cluster the servers behind the URL
 */
public record HotStoreSettings(
    String url, String database, Duration retention, HotClusterSettings cluster) {
  public HotStoreSettings {
    Expect.matches("url", url, "http://[a-z0-9-]+(\\.[a-z0-9-]+)+:8123");
    Expect.matches("database", database, "[a-z]+");
    Expect.between("retention", retention, Duration.ofDays(1), Duration.ofDays(30));
    Objects.requireNonNull(cluster, "cluster");
  }

  /** The URL's host name. */
  public String host() {
    return URI.create(url).getHost();
  }
}
