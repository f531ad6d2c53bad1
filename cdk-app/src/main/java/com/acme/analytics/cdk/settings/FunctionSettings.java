package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * The size of a function.
 *
 * @param memoryMib a function has one CPU at 1,769 MiB and a part of one below
 * @param timeout behind the HTTP API, below its 30 s
 * @param reservedConcurrency most execution environments at once, and as many are held back from
 *     the account's other functions
 */
public record FunctionSettings(int memoryMib, Duration timeout, int reservedConcurrency) {
  public FunctionSettings {
    Expect.between("memoryMib", memoryMib, 256, 10_240);
    Expect.between("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
    Expect.between("reservedConcurrency", reservedConcurrency, 1, 10_000);
  }
}
