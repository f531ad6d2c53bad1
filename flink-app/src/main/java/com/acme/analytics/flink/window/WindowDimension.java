package com.acme.analytics.flink.window;

import com.acme.analytics.flink.event.AnalyticsEvent;
import java.util.Locale;

/** What events of a window are told apart by; {@link #TOTAL} holds them all. */
public enum WindowDimension {
  TOTAL,
  EVENT,
  PATH,
  COUNTRY,
  REGION,
  DEVICE,
  OS,
  BROWSER,
  BOT,
  REFERRER_DOMAIN,
  UTM_SOURCE,
  UTM_MEDIUM,
  UTM_CAMPAIGN,
  UTM_TERM,
  UTM_CONTENT;

  private final String columnName = name().toLowerCase(Locale.ROOT);

  /** As queries call it; {@code total} is no dimension of theirs. */
  public String columnName() {
    return columnName;
  }

  /** The event's value; empty text is a value like any other. */
  public String of(AnalyticsEvent event) {
    return switch (this) {
      case TOTAL -> "";
      case EVENT -> event.name();
      case PATH -> event.path();
      case COUNTRY -> event.country();
      case REGION -> event.region();
      case DEVICE -> event.device();
      case OS -> event.os();
      case BROWSER -> event.browser();
      case BOT -> Boolean.toString(event.bot());
      case REFERRER_DOMAIN -> event.referrerDomain();
      case UTM_SOURCE -> event.utmSource();
      case UTM_MEDIUM -> event.utmMedium();
      case UTM_CAMPAIGN -> event.utmCampaign();
      case UTM_TERM -> event.utmTerm();
      case UTM_CONTENT -> event.utmContent();
    };
  }
}
