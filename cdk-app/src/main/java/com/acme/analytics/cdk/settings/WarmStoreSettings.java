package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * The warm tier.
 *
 * @param url of a router, inside the VPC
 * @param retention how far back it holds every event, whole days
 */
public record WarmStoreSettings(String url, Duration retention) {
  public WarmStoreSettings {
    Expect.matches("url", url, "https?://[a-z0-9.-]+:[0-9]{1,5}");
    Expect.between("retention", retention, Duration.ofDays(8), Duration.ofDays(3_650));
  }
}
