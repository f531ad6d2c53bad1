package com.acme.analytics.core.alert;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.tenant.DeclaredProperties;

/**
 * Which of a customer's events a rule follows: those of one value of one dimension, or all.
 *
 * @param dimension as windows call it; {@code total} for all events
 * @param value of the dimension, at most 1,000 characters; empty for events that have none
 */
public record Series(String dimension, String value) {
  /** All events. */
  public static final Series TOTAL = new Series("total", "");

  private static final int MAX_VALUE_CHARACTERS = 1_000;

  public Series {
    boolean total = dimension.equals("total") && value.isEmpty();
    if (!total && !hasWindows(dimension)) {
      throw InvalidAlertRule.of(
          "/dimension",
          dimension,
          "event, path, country, region, device, os, browser, bot, referrer_domain, utm_source,"
              + " utm_medium, utm_campaign, utm_term, utm_content or a declared dimension");
    }
    if (value.length() > MAX_VALUE_CHARACTERS) {
      throw InvalidAlertRule.of("/value", value, "at most " + MAX_VALUE_CHARACTERS + " characters");
    }
  }

  private static boolean hasWindows(String dimension) {
    return FixedDimension.named(dimension)
        .map(FixedDimension.AGGREGATED::contains)
        .orElseGet(() -> DeclaredProperties.canBeDimension(dimension));
  }
}
