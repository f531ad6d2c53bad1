package com.acme.analytics.local.console.demo;

import java.time.ZoneId;
import java.util.random.RandomGenerator;

/**
 * Where visitors come from. Documentation addresses (RFC 5737) belong to no country, so addresses
 * are drawn from blocks that one university in each country has held since the 1980s and 1990s:
 * geolocation data bases agree on them, no household is behind them, and nothing is ever sent
 * there.
 */
enum Country {
  US("America/Los_Angeles", "en-US", "128.32", 28),
  DE("Europe/Berlin", "de-DE", "141.20", 12),
  GB("Europe/London", "en-GB", "129.215", 9),
  FR("Europe/Paris", "fr-FR", "134.157", 8),
  IN("Asia/Kolkata", "en-IN", "14.139", 8),
  JP("Asia/Tokyo", "ja-JP", "133.11", 7),
  BR("America/Sao_Paulo", "pt-BR", "143.107", 6),
  CA("America/Toronto", "en-CA", "128.100", 5),
  AU("Australia/Melbourne", "en-AU", "128.250", 4),
  NL("Europe/Amsterdam", "nl-NL", "145.18", 3),
  IT("Europe/Rome", "it-IT", "137.204", 3),
  ES("Europe/Madrid", "es-ES", "147.96", 3),
  PL("Europe/Warsaw", "pl-PL", "150.254", 2),
  SE("Europe/Stockholm", "sv-SE", "130.237", 2),
  CH("Europe/Zurich", "de-CH", "129.132", 2),
  MX("America/Mexico_City", "es-MX", "132.248", 2),
  KR("Asia/Seoul", "ko-KR", "147.46", 2),
  ZA("Africa/Johannesburg", "en-ZA", "137.158", 1);

  private final ZoneId zone;
  private final String locale;
  private final String network;
  private final int weight;

  Country(String zone, String locale, String network, int weight) {
    this.zone = ZoneId.of(zone);
    this.locale = locale;
    this.network = network;
    this.weight = weight;
  }

  /** The time zone of its visitors. */
  ZoneId zone() {
    return zone;
  }

  /** The language of its visitors. */
  String locale() {
    return locale;
  }

  /** Its share of visitors, in relation to the other countries. */
  int weight() {
    return weight;
  }

  /** Some address of the country's block, a /16. */
  String address(RandomGenerator random) {
    return network + "." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
  }
}
