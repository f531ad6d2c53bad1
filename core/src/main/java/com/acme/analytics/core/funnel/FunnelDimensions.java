package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.tenant.DeclaredProperties;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a funnel can ask of an event: what windows are kept of, and what customers declare. */
public final class FunnelDimensions {
  /** The fixed ones. */
  public static final Set<FixedDimension> FIXED =
      Collections.unmodifiableSet(
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

  static final String EXPECTED =
      "event, path, country, region, device, os, browser, bot, referrer_domain, utm_source,"
          + " utm_medium, utm_campaign, utm_term, utm_content or a declared dimension";

  private FunnelDimensions() {}

  /** Whether results can be told apart by it. */
  static boolean canBreakDown(String name) {
    return FixedDimension.named(name)
        .map(FIXED::contains)
        .orElseGet(() -> DeclaredProperties.canBeDimension(name));
  }
}
