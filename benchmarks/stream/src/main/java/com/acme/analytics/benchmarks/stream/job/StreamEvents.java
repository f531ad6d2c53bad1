package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.core.event.Event;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The events that the stream's figures are of: those of web shops, as ingest writes them. An
 * event's number says all of it but its time, so that any process makes the same ones.
 *
 * @param users how many there are of all customers together, {@code > 0}; the larger, the less
 *     often one comes back
 */
public record StreamEvents(int users) implements Serializable {
  /** Customers among which the users are shared out. */
  public static final int CUSTOMERS = 20;

  /** Names of events; a name's share is that of its occurrences. */
  private static final List<String> NAMES =
      List.of(
          "page_view",
          "page_view",
          "page_view",
          "page_view",
          "page_view",
          "click",
          "click",
          "add_to_cart",
          "checkout",
          "purchase");

  private static final List<String> COUNTRIES =
      List.of("DE", "FR", "GB", "US", "ES", "IT", "NL", "PL", "SE", "AT", "CH", "BR");

  private static final List<String> REFERRERS =
      List.of("google.com", "bing.com", "news.example", "t.co", "partner.example");

  private static final List<String> USER_AGENTS =
      IntStream.range(60, 160)
          .boxed()
          .flatMap(
              version ->
                  Stream.of(
                      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
                          + " Gecko) Chrome/"
                          + version
                          + ".0.0.0 Safari/537.36",
                      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like"
                          + " Gecko) Chrome/"
                          + version
                          + ".0.0.0 Mobile Safari/537.36",
                      "Mozilla/5.0 (X11; Linux x86_64; rv:"
                          + version
                          + ".0) Gecko/20100101 Firefox/"
                          + version
                          + ".0"))
          .toList();

  public StreamEvents {
    if (users < 1) {
      throw new IllegalArgumentException("users: " + users + " (expected: > 0)");
    }
  }

  /** The event of the number at the time. */
  public Event event(long number, Instant time) {
    long bits = mix(number ^ 0x5DEECE66DL);
    Instant now = time.truncatedTo(ChronoUnit.MILLIS);
    int user = user(number);
    String path = "/p/" + path(bits);
    Event.Builder event =
        Event.newBuilder()
            .setCustomerId(customer(user))
            .setEventId(new UUID(idHigh(number), idLow(number)))
            .setEvent(NAMES.get(bits(bits, 8, NAMES.size())))
            .setTimestamp(now)
            .setReceivedAt(now)
            .setUserId(userId(user))
            .setUserHash(userHash(user))
            .setIp("192.0." + bits(bits, 12, 256) + ".0")
            .setUserAgent(USER_AGENTS.get(bits(bits, 16, USER_AGENTS.size())))
            .setLocale("de-DE")
            .setPageUrl("https://shop.example" + path)
            .setPagePath(path)
            .setCountry(COUNTRIES.get(bits(bits, 24, COUNTRIES.size())))
            .setRegion("Bavaria")
            .setCity("Munich")
            .setSchemaVersion(1)
            .setProperties(properties(bits))
            .setDimensions(Map.of("plan", bits(bits, 30, 4) == 0 ? "team" : "free"))
            .setMeasures(Map.of("price", 10.95 + bits(bits, 32, 90)));
    if (bits(bits, 40, 4) == 0) {
      event.setReferrerDomain(REFERRERS.get(bits(bits, 42, REFERRERS.size())));
      event.setUtmSource("newsletter").setUtmMedium("email").setUtmCampaign("spring");
    }
    return event.build();
  }

  /**
   * An event as ingest writes it to Kafka.
   *
   * @throws UncheckedIOException never: it is written to memory
   */
  public static byte[] avro(Event event) {
    try {
      ByteBuffer buffer = Event.getEncoder().encode(event);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the user of the event of the number. */
  public int user(long number) {
    return (int) Long.remainderUnsigned(mix(number), users);
  }

  /** The user's customer. */
  public static String customer(int user) {
    int customer = user % CUSTOMERS;
    return (customer < 10 ? "customer-0" : "customer-") + customer;
  }

  /** The user's id. */
  public static String userId(int user) {
    return HexFormat.of().toHexDigits(mix(user));
  }

  /** Stands for the hash of the user's id: positive. */
  public static long userHash(int user) {
    return mix(user) >>> 1;
  }

  /** The first 8 bytes of the event's id, which is a random one (version 4). */
  public static long idHigh(long number) {
    return (mix(2 * number) & ~0xF000L) | 0x4000L;
  }

  /** The last 8 bytes of the event's id. */
  public static long idLow(long number) {
    return (mix(2 * number + 1) >>> 2) | Long.MIN_VALUE;
  }

  private static String properties(long bits) {
    return "{\"sku\":\"AB-"
        + (1_000 + bits(bits, 4, 9_000))
        + "\",\"price\":"
        + (10 + bits(bits, 32, 90))
        + ".95,\"cur\":\"EUR\",\"count\":"
        + (1 + bits(bits, 48, 9))
        + ",\"new\":true,\"kind\":\"bag\",\"hue\":\"red\",\"seen\":\"2026-03-09T10:05:01Z\","
        + "\"tags\":[\"a\"]}";
  }

  /** Of 200 pages: a fifth of all views are of the first 2, half of the first 25. */
  private static int path(long bits) {
    double share = (bits >>> 11) * 0x1p-53;
    return (int) (200 * share * share * share);
  }

  private static int bits(long bits, int shift, int bound) {
    return (int) Long.remainderUnsigned(bits >>> shift, bound);
  }

  /** SplitMix64 (Steele, Lea and Flood 2014): neighbours give values that share nothing. */
  private static long mix(long number) {
    long z = number * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
