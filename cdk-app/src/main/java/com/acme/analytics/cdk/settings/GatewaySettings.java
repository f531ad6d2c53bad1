package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * The size of the gateway.
 *
 * @param minReplicas pods when it is quiet; at least 2, so that one can be replaced
 * @param maxReplicas pods under load
 * @param cpuMillis thousandths of a CPU that a pod is promised
 * @param memoryMib what a pod is promised and its limit
 * @param drain how long requests under way may finish after a pod was told to stop
 */
public record GatewaySettings(
    int minReplicas, int maxReplicas, int cpuMillis, int memoryMib, Duration drain) {
  public GatewaySettings {
    Expect.between("minReplicas", minReplicas, 2, 1_000);
    Expect.between("maxReplicas", maxReplicas, minReplicas, 1_000);
    Expect.between("cpuMillis", cpuMillis, 250, 64_000);
    Expect.between("memoryMib", memoryMib, 512, 131_072);
    Expect.between("drain", drain, Duration.ofSeconds(1), Duration.ofMinutes(2));
  }
}
