package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What both doors take, the function behind the HTTP API and the gateway.
 *
 * @param maxEventAge how far before its receipt an event may have happened
 * @param maxClockSkew how far after its receipt
 * @param trustedProxies CIDR blocks whose {@code X-Forwarded-For} is believed; none where the
 *     caller's own address arrives, as it does at both doors: API Gateway reports it, and the load
 *     balancer before the gateway preserves it
 * @param kinesis what comes by Kinesis
 */
public record IngestSettings(
    Duration maxEventAge,
    Duration maxClockSkew,
    List<String> trustedProxies,
    KinesisSettings kinesis) {
  private static final String CIDR = "[0-9a-f.:]+/[0-9]{1,3}";

  public IngestSettings {
    Expect.between("maxEventAge", maxEventAge, Duration.ofHours(1), Duration.ofDays(3_650));
    Expect.between("maxClockSkew", maxClockSkew, Duration.ZERO, Duration.ofHours(1));
    Objects.requireNonNull(kinesis, "kinesis");
    trustedProxies = List.copyOf(trustedProxies);
    trustedProxies.forEach(block -> Expect.matches("trustedProxies", block, CIDR));
  }
}
