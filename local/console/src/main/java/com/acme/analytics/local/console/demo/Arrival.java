package com.acme.analytics.local.console.demo;

import java.util.Optional;

/** How a visit came to the shop: where the link was, and which campaign it belonged to. */
enum Arrival {
  DIRECT(null, null, null, null, 34),
  SEARCH("https://www.google.com/", null, null, null, 30),
  OTHER_SEARCH("https://duckduckgo.com/", null, null, null, 6),
  PAID_SEARCH("https://www.google.com/", "google", "cpc", "autumn_sale", 12),
  NEWSLETTER(null, "newsletter", "email", "week_47", 8),
  SOCIAL("https://www.instagram.com/", "instagram", "social", "trail_stories", 7),
  PARTNER("https://blog.example/best-trail-shoes", "partner", "affiliate", null, 3);

  private final Optional<String> referrer;
  private final Optional<String> source;
  private final Optional<String> medium;
  private final Optional<String> campaign;
  private final int weight;

  Arrival(String referrer, String source, String medium, String campaign, int weight) {
    this.referrer = Optional.ofNullable(referrer);
    this.source = Optional.ofNullable(source);
    this.medium = Optional.ofNullable(medium);
    this.campaign = Optional.ofNullable(campaign);
    this.weight = weight;
  }

  /** The page that linked here. */
  Optional<String> referrer() {
    return referrer;
  }

  /** The {@code utm_source}. */
  Optional<String> source() {
    return source;
  }

  /** The {@code utm_medium}. */
  Optional<String> medium() {
    return medium;
  }

  /** The {@code utm_campaign}. */
  Optional<String> campaign() {
    return campaign;
  }

  /** Its share of visits, in relation to the others. */
  int weight() {
    return weight;
  }
}
