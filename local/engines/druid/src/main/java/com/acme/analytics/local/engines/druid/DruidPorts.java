package com.acme.analytics.local.engines.druid;

import java.util.Arrays;

/**
 * Where each service listens on the loopback address.
 *
 * @param router answers for all
 * @param derby of the metadata's database, which the coordinator runs
 */
record DruidPorts(
    int router,
    int coordinator,
    int historical,
    int broker,
    int indexer,
    int zooKeeper,
    int derby) {
  private static final int BEHIND_THE_ROUTER = 6;

  static DruidPorts parse(String router, String others) {
    int[] ports = Arrays.stream(others.split(",")).mapToInt(Integer::parseInt).toArray();
    if (ports.length != BEHIND_THE_ROUTER) {
      throw new IllegalArgumentException(
          "ports: %s (expected: %d)".formatted(others, BEHIND_THE_ROUTER));
    }
    return new DruidPorts(
        Integer.parseInt(router), ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
  }
}
