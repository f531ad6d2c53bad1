package com.acme.analytics.functions.ingest.gateway;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.gateway.raw.RawTopic;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the gateway is told by its environment.
 *
 * @param ingest what every process that takes events in is told
 * @param raw {@code ACME_EVENTS_RAW_TOPIC} and {@code ACME_EVENTS_RAW_RATE}: what Kafka Connect
 *     brings; empty when there is nothing of the kind
 * @param address {@code ACME_GATEWAY_ADDRESS}: where it serves, {@code 0.0.0.0:8080} for every
 *     address of the machine; port 0 takes any that is free
 * @param drain {@code ACME_GATEWAY_DRAIN}: how long requests under way may take to finish once the
 *     gateway is to end
 */
public record GatewaySettings(
    IngestSettings ingest, Optional<RawTopic> raw, InetSocketAddress address, Duration drain) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}:[0-9]{1,5}");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming the first variable that is missing, malformed or, among
   *     those that begin with {@code ACME_}, unknown
   */
  public static GatewaySettings from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    GatewaySettings settings =
        new GatewaySettings(
            IngestSettings.from(variables),
            RawTopic.from(variables),
            address(variables.text("ACME_GATEWAY_ADDRESS", ADDRESS)),
            variables.duration("ACME_GATEWAY_DRAIN"));
    variables.refuseOthers();
    return settings;
  }

  /** The topics that have to be there. */
  Set<String> topics() {
    Set<String> topics = new HashSet<>(ingest.topics().values());
    raw.ifPresent(topic -> topics.add(topic.name()));
    return topics;
  }

  private static InetSocketAddress address(String value) {
    int colon = value.indexOf(':');
    int port = Integer.parseInt(value.substring(colon + 1));
    if (port > MAX_PORT) {
      throw new IllegalArgumentException(
          "ACME_GATEWAY_ADDRESS: \"%s\" (expected: a port of 0 to %d)".formatted(value, MAX_PORT));
    }
    return new InetSocketAddress(value.substring(0, colon), port);
  }
}
