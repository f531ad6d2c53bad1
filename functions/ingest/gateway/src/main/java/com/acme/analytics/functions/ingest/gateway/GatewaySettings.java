package com.acme.analytics.functions.ingest.gateway;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the gateway is told by its environment.
 *
 * @param ingest what every process that takes events in is told
 * @param port {@code ACME_GATEWAY_PORT}: 0 to 65535; 0 takes any that is free
 * @param drain {@code ACME_GATEWAY_DRAIN}: how long requests under way may take to finish once the
 *     gateway is to end
 */
public record GatewaySettings(IngestSettings ingest, int port, Duration drain) {
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
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
            Integer.parseInt(variables.text("ACME_GATEWAY_PORT", PORT)),
            variables.duration("ACME_GATEWAY_DRAIN"));
    if (settings.port > MAX_PORT) {
      throw new IllegalArgumentException(
          "ACME_GATEWAY_PORT: %d (expected: 0 to %d)".formatted(settings.port, MAX_PORT));
    }
    variables.refuseOthers();
    return settings;
  }
}
