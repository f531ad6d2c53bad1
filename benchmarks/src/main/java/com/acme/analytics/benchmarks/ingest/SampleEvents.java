package com.acme.analytics.benchmarks.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The events that every figure is of: some 300 bytes as sent, ten properties, a schema that wants
 * each of them so, and a client's address and user agent each.
 *
 * @param addresses distinct public IPv4 addresses, 1 to 2^24
 * @param userAgents distinct user agents, 1 to 900
 */
record SampleEvents(int addresses, int userAgents) {
  /** The events' name. */
  static final String NAME = "view";

  /** Addresses below 16.0.0.0/8 of which the database knows nearly all. */
  private static final int FIRST_NETWORK = 16;

  /** The schema's text. */
  static String schema() {
    try (InputStream in = SampleEvents.class.getResourceAsStream("schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("schema.json", e);
    }
  }

  /** The body of a batch: {@code {"events": [...]}} of so many events from this one on. */
  byte[] batch(int first, int size) {
    return IntStream.range(first, first + size)
        .mapToObj(this::event)
        .collect(Collectors.joining(",", "{\"events\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One event as a client would write it. */
  String event(int number) {
    return String.format(
        Locale.ROOT,
        "{\"event\":\"%s\",\"timestamp\":\"%s\",\"user_id\":\"u%05d\",\"context\":{\"ip\":\"%s\","
            + "\"user_agent\":\"%s\"},\"properties\":{\"sku\":\"AB-%04d\",\"price\":%d.95,"
            + "\"cur\":\"EUR\",\"count\":%d,\"new\":true,\"kind\":\"bag\","
            + "\"path\":\"/p/%d\",\"hue\":\"red\",\"seen\":\"2026-03-09T10:05:01Z\","
            + "\"tags\":[\"a\"]}}",
        NAME,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        number % 50_000,
        address(number % addresses),
        userAgent(number % userAgents),
        number % 10_000,
        10 + number % 90,
        1 + number % 9,
        1_000 + number % 9_000);
  }

  /** Multiplying by an odd number spreads them over networks and repeats none. */
  private static String address(int number) {
    int bits = (number * 0x9E3779B1) & 0xFFFFFF;
    int first = FIRST_NETWORK + (bits & 0x7F);
    return first + "." + (bits >>> 7 & 0xFF) + "." + (bits >>> 15 & 0xFF) + "." + (bits >>> 23 & 1);
  }

  private static String userAgent(int number) {
    return "Mozilla/5.0 Firefox/" + (100 + number);
  }
}
