package com.acme.analytics.functions.query;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The function's configuration, from its environment.
 *
 * @param environment for example {@code dev}
 * @param apiKeysTable the DynamoDB table of API keys
 * @param clickHouseUrl {@code http://host:port} or {@code https://host:port}
 * @param clickHouseDatabase the database that holds the table {@code events}
 * @param clickHouseSecretArn the secret that holds user name and password of a user who may only
 *     read
 * @param hotRetention how far back ClickHouse holds every event
 * @param maxClockSkew how far ahead of our clock an event's time may be
 */
public record QueryConfig(
    String environment,
    String apiKeysTable,
    URI clickHouseUrl,
    String clickHouseDatabase,
    String clickHouseSecretArn,
    Duration hotRetention,
    Duration maxClockSkew) {
  private static final String PREFIX = "ACME_";
  private static final String ENVIRONMENT = "ACME_ENVIRONMENT";
  private static final String API_KEYS_TABLE = "ACME_API_KEYS_TABLE";
  private static final String CLICKHOUSE_URL = "ACME_CLICKHOUSE_URL";
  private static final String CLICKHOUSE_DATABASE = "ACME_CLICKHOUSE_DATABASE";
  private static final String CLICKHOUSE_SECRET_ARN = "ACME_CLICKHOUSE_SECRET_ARN";
  private static final String HOT_RETENTION = "ACME_HOT_RETENTION";
  private static final String MAX_CLOCK_SKEW = "ACME_MAX_CLOCK_SKEW";
  private static final Set<String> KNOWN =
      Set.of(
          ENVIRONMENT,
          API_KEYS_TABLE,
          CLICKHOUSE_URL,
          CLICKHOUSE_DATABASE,
          CLICKHOUSE_SECRET_ARN,
          HOT_RETENTION,
          MAX_CLOCK_SKEW);
  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /**
   * Reads the variables of this function.
   *
   * @throws IllegalArgumentException naming the variable that is missing, malformed or unknown
   */
  public static QueryConfig from(Map<String, String> variables) {
    for (String name : new TreeSet<>(variables.keySet())) {
      if (name.startsWith(PREFIX) && !KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            name + ": unknown (expected: one of " + new TreeSet<>(KNOWN) + ")");
      }
    }
    return new QueryConfig(
        text(variables, ENVIRONMENT),
        text(variables, API_KEYS_TABLE),
        address(variables, CLICKHOUSE_URL),
        database(variables, CLICKHOUSE_DATABASE),
        text(variables, CLICKHOUSE_SECRET_ARN),
        duration(variables, HOT_RETENTION),
        duration(variables, MAX_CLOCK_SKEW));
  }

  private static String text(Map<String, String> variables, String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + ": missing or empty (expected: a value)");
    }
    return value;
  }

  private static URI address(Map<String, String> variables, String name) {
    String value = text(variables, name);
    try {
      URI address = URI.create(value);
      String scheme = address.getScheme();
      if (("http".equals(scheme) || "https".equals(scheme)) && address.getPort() > 0) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw malformed(name, value, "http://host:port or https://host:port", e);
    }
    throw malformed(name, value, "http://host:port or https://host:port", null);
  }

  private static String database(Map<String, String> variables, String name) {
    String value = text(variables, name);
    if (!DATABASE.matcher(value).matches()) {
      throw malformed(name, value, "1 to 63 of a-z, 0-9 and _, a letter first", null);
    }
    return value;
  }

  private static Duration duration(Map<String, String> variables, String name) {
    String value = text(variables, name);
    try {
      Duration duration = Duration.parse(value);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw malformed(name, value, "an ISO 8601 duration such as P7D", e);
    }
    throw malformed(name, value, "a duration above zero", null);
  }

  private static IllegalArgumentException malformed(
      String name, String value, String expected, Exception cause) {
    return new IllegalArgumentException(
        name + ": \"" + value + "\" (expected: " + expected + ")", cause);
  }
}
