package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * Where ClickHouse is and what it keeps.
 *
 * @param url ClickHouse's HTTP interface, by a name that only the VPC resolves
 * @param database holds every table of the hot tier
 * @param retention how long an event stays in the hot tier
 */
public record HotStoreSettings(String url, String database, Duration retention) {
  public HotStoreSettings {
    Expect.matches("url", url, "http://[a-z0-9.-]+:[0-9]+");
    Expect.matches("database", database, "[a-z]+");
    Expect.between("retention", retention, Duration.ofDays(1), Duration.ofDays(30));
  }
}
