package com.acme.analytics.local.platform;

import com.acme.analytics.local.supervisor.DruidEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The loopback ports of one platform: twenty-six in a row, so that two checkouts can run side by
 * side.
 *
 * @param base the first port, {@code ACME_PORT_BASE}, 1024 to 65,000
 */
record Ports(int base) {
  private static final int DEFAULT_BASE = 18_100;

  Ports {
    if (base < 1024 || base > 65_000) {
      throw new IllegalArgumentException("port base: " + base + " (expected: 1024 to 65000)");
    }
  }

  static Ports fromEnvironment(Map<String, String> environment) {
    String base = environment.get("ACME_PORT_BASE");
    if (base == null) {
      return new Ports(DEFAULT_BASE);
    }
    try {
      return new Ports(Integer.parseInt(base));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "ACME_PORT_BASE: \"" + base + "\" (expected: a number from 1024 to 65000)", e);
    }
  }

  int api() {
    return base;
  }

  int dashboard() {
    return base + 1;
  }

  int kafka() {
    return base + 2;
  }

  int kafkaController() {
    return base + 3;
  }

  int clickHouseHttp() {
    return base + 4;
  }

  int clickHouseTcp() {
    return base + 5;
  }

  int dynamoDb() {
    return base + 6;
  }

  int s3() {
    return base + 7;
  }

  int secretsManager() {
    return base + 8;
  }

  int flinkRest() {
    return base + 9;
  }

  int flinkRpc() {
    return base + 10;
  }

  int lambda() {
    return base + 11;
  }

  int gateway() {
    return base + 12;
  }

  int icebergCatalog() {
    return base + 13;
  }

  int kinesis() {
    return base + 14;
  }

  int kinesisTls() {
    return base + 15;
  }

  int connect() {
    return base + 16;
  }

  int trino() {
    return base + 17;
  }

  int druid() {
    return base + 18;
  }

  /** Of what is behind Druid's router. */
  List<Integer> druidServices() {
    return IntStream.range(0, DruidEngine.SERVICES).mapToObj(i -> base + 19 + i).toList();
  }

  int sqs() {
    return base + 25;
  }
}
