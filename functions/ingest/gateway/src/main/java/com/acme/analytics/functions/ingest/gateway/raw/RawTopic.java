package com.acme.analytics.functions.ingest.gateway.raw;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.core.tenant.RateLimit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topic of events that Kafka Connect brings.
 *
 * @param name {@code ACME_EVENTS_RAW_TOPIC}
 * @param limit {@code ACME_EVENTS_RAW_RATE}: events per second of one customer's streams; no API
 *     key says it
 */
public record RawTopic(String name, RateLimit limit) {
  private static final String NONE = "none";
  private static final Pattern RATE = Pattern.compile("[0-9]{1,8}");

  /**
   * Reads the settings; empty when the topic is {@code none}, and then there is no rate either.
   *
   * @throws IllegalArgumentException naming the first variable that is missing or malformed
   */
  public static Optional<RawTopic> from(EnvironmentVariables variables) {
    String name = variables.text("ACME_EVENTS_RAW_TOPIC");
    if (name.equals(NONE)) {
      return Optional.empty();
    }
    long rate = Long.parseLong(variables.text("ACME_EVENTS_RAW_RATE", RATE));
    try {
      return Optional.of(new RawTopic(name, RateLimit.ofRate(rate)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("ACME_EVENTS_RAW_RATE: " + e.getMessage(), e);
    }
  }
}
