package com.acme.analytics.benchmarks.query;

/**
 * How much is stored and asked.
 *
 * @param hot events in the hot tier, nine of ten of the customer that asks
 * @param warm events that are rolled up in the warm tier
 * @param lake events in the lake
 * @param warmUp requests before measuring begins
 * @param requests that are measured at each number of clients, of each kind
 * @param lakeRequests of the lake, by one client
 */
record Scale(int hot, int warm, int lake, int warmUp, int requests, int lakeRequests) {
  /** From which figures are taken. */
  static final Scale FULL = new Scale(10_000_000, 1_000_000, 500_000, 20, 150, 10);

  /** Shows that everything can be measured; its figures say little. */
  static final Scale QUICK = new Scale(200_000, 20_000, 10_000, 24, 36, 2);
}
