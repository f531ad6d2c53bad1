package com.acme.analytics.cdk.construct;

import java.time.Duration;
import java.util.Map;

/**
 * How many clients the brokers bear: execution environments of functions, pods, pollers.
 *
 * <p>A client keeps its connections until it is removed, and each broker may lead a partition that
 * it writes to; so clients, not requests, are what counts.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/limits.html">MSK's limits</a>
 * @param connectionsPerBroker open at once
 * @param newConnectionsPerSecond each broker accepts
 */
public record ConnectionBudget(int connectionsPerBroker, int newConnectionsPerSecond) {
  /** Standard brokers of m7g sizes with IAM. */
  public static final ConnectionBudget MSK_WITH_IAM = new ConnectionBudget(3_000, 100);

  /** The other half is for the streaming job, connectors, other brokers and operators. */
  private static final int SHARES = 2;

  /** One to the broker as a bootstrap server, which is closed when idle, one as a leader. */
  private static final int CONNECTIONS_PER_CLIENT = 2;

  /** During a deployment the clients of the old version are idle, but still connected. */
  private static final int VERSIONS = 2;

  /** Lambda gives the hooks that connect after a restore this long. */
  private static final Duration RESTORE_TIME = Duration.ofSeconds(10);

  /** Clients whose connections fit beside each other. */
  public int byConnections() {
    return connectionsPerBroker / SHARES / CONNECTIONS_PER_CLIENT / VERSIONS;
  }

  /**
   * Clients that can all start in one step, as Lambda does with up to 1,000 in 10 seconds, and
   * still connect in time.
   */
  public int byConnectionRate() {
    return Math.toIntExact(
        newConnectionsPerSecond * RESTORE_TIME.toSeconds() / CONNECTIONS_PER_CLIENT);
  }

  /**
   * Accepts clients that the brokers bear together.
   *
   * @param clients how many there are of each kind at most, by name
   * @throws IllegalArgumentException when they are too many
   */
  public void accept(Map<String, Integer> clients) {
    int most = Math.min(byConnections(), byConnectionRate());
    int sum = clients.values().stream().mapToInt(Integer::intValue).sum();
    if (sum > most) {
      throw new IllegalArgumentException(
          "clients of Kafka: %d of %s (expected: <= %d; %d connections per broker bear %d, %d new connections per second %d)"
              .formatted(
                  sum,
                  clients,
                  most,
                  connectionsPerBroker,
                  byConnections(),
                  newConnectionsPerSecond,
                  byConnectionRate()));
    }
  }
}
