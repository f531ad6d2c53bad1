package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * The HTTP API, its limits and its functions.
 *
 * @param requestsPerSecond steady rate of the whole API; API Gateway's default for an account is
 *     10,000
 * @param burst requests taken at once above that rate; API Gateway's default is 5,000
 * @param maxEventAge how far before its receipt an event may have happened
 * @param maxClockSkew how far after its receipt
 */
public record ApiSettings(
    int requestsPerSecond,
    int burst,
    Duration maxEventAge,
    Duration maxClockSkew,
    FunctionSettings ingest,
    FunctionSettings query) {
  public ApiSettings {
    Expect.between("requestsPerSecond", requestsPerSecond, 1, 10_000);
    Expect.between("burst", burst, 1, 5_000);
    Expect.between("maxEventAge", maxEventAge, Duration.ofHours(1), Duration.ofDays(3_650));
    Expect.between("maxClockSkew", maxClockSkew, Duration.ZERO, Duration.ofHours(1));
    Objects.requireNonNull(ingest, "ingest");
    Objects.requireNonNull(query, "query");
  }
}
