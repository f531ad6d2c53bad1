package com.acme.analytics.flink.session;

import com.acme.analytics.flink.event.AnalyticsEvent;

/** Where a session's first event came from. Empty text is an unknown value. */
public record Origin(
    String country,
    String device,
    String os,
    String browser,
    boolean bot,
    String referrerDomain,
    String utmSource,
    String utmMedium,
    String utmCampaign,
    String utmTerm,
    String utmContent) {
  static Origin of(AnalyticsEvent event) {
    return new Origin(
        event.country(),
        event.device(),
        event.os(),
        event.browser(),
        event.bot(),
        event.referrerDomain(),
        event.utmSource(),
        event.utmMedium(),
        event.utmCampaign(),
        event.utmTerm(),
        event.utmContent());
  }
}
