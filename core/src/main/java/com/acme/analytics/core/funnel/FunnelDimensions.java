package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.tenant.DeclaredProperties;

/** What a funnel can ask of an event: what windows are kept of, and what customers declare. */
public final class FunnelDimensions {
  static final String EXPECTED =
      "event, path, country, region, device, os, browser, bot, referrer_domain, utm_source,"
          + " utm_medium, utm_campaign, utm_term, utm_content or a declared dimension";

  private FunnelDimensions() {}

  /** Whether results can be told apart by it. */
  static boolean canBreakDown(String name) {
    return FixedDimension.named(name)
        .map(FixedDimension.AGGREGATED::contains)
        .orElseGet(() -> DeclaredProperties.canBeDimension(name));
  }
}
