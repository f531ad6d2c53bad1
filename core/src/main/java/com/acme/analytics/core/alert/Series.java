package com.acme.analytics.core.alert;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.tenant.DeclaredProperties;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which of a customer's events a rule follows: those of one value of one dimension, or all.
 *
 * @param dimension as windows call it; {@code total} for all events
 * @param value of the dimension, at most 1,000 characters; empty for events that have none
 */
public record Series(String dimension, String value) {
  /** All events. */
  public static final Series TOTAL = new Series("total", "");

  /** The fixed dimensions that windows are kept of; the declared ones are all. */
  public static final Set<FixedDimension> FIXED =
      Set.copyOf(
          EnumSet.of(
              FixedDimension.EVENT,
              FixedDimension.PATH,
              FixedDimension.COUNTRY,
              FixedDimension.REGION,
              FixedDimension.DEVICE,
              FixedDimension.OS,
              FixedDimension.BROWSER,
              FixedDimension.BOT,
              FixedDimension.REFERRER_DOMAIN,
              FixedDimension.UTM_SOURCE,
              FixedDimension.UTM_MEDIUM,
              FixedDimension.UTM_CAMPAIGN,
              FixedDimension.UTM_TERM,
              FixedDimension.UTM_CONTENT));

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
        .map(FIXED::contains)
        .orElseGet(() -> DeclaredProperties.canBeDimension(dimension));
  }
}
