package com.acme.analytics.cdk.settings;

import java.util.Objects;

/**
 * The HTTP API, its limits and its functions.
 *
 * @param requestsPerSecond steady rate of the whole API; API Gateway's default for an account is
 *     10,000
 * @param burst requests taken at once above that rate; API Gateway's default is 5,000
 * @param ingest takes events
 * @param query answers queries
 * @param queryWorker answers queries that take longer than a request may; its concurrency is how
 *     many are answered at once
 * @param management keeps schemas and settings and replays dead letters
 */
public record ApiSettings(
    int requestsPerSecond,
    int burst,
    FunctionSettings ingest,
    FunctionSettings query,
    FunctionSettings queryWorker,
    FunctionSettings management) {
  public ApiSettings {
    Expect.between("requestsPerSecond", requestsPerSecond, 1, 10_000);
    Expect.between("burst", burst, 1, 5_000);
    Objects.requireNonNull(ingest, "ingest");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(queryWorker, "queryWorker");
    Objects.requireNonNull(management, "management");
  }
}
