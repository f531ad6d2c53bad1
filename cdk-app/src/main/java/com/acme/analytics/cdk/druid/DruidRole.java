package com.acme.analytics.cdk.druid;

import java.util.Locale;

/** The processes of a Druid cluster, a pod for each. */
public enum DruidRole {
  /** And overlord. */
  COORDINATOR(8081),
  BROKER(8082),
  HISTORICAL(8083),
  INDEXER(8091),
  ROUTER(8888);

  private final int port;

  DruidRole(int port) {
    this.port = port;
  }

  /** Of its pods, their service account and their service. */
  public String app() {
    return "druid-" + process();
  }

  /** What Druid's main class calls it. */
  public String process() {
    return name().toLowerCase(Locale.ROOT);
  }

  int port() {
    return port;
  }
}
