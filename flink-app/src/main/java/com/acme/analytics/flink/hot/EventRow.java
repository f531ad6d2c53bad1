package com.acme.analytics.flink.hot;

import com.acme.analytics.core.event.Event;
import java.io.IOException;
import java.util.List;

/** An event as a row of the table {@code events}. */
final class EventRow {
  /** In the order in which the values are written. */
  static final List<String> COLUMNS =
      List.of(
          "customer_id",
          "event_id",
          "event",
          "timestamp",
          "received_at",
          "user_id",
          "anonymous_id",
          "properties",
          "ip",
          "user_agent",
          "locale",
          "page_url",
          "page_path",
          "page_referrer",
          "page_title",
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_term",
          "utm_content",
          "library_name",
          "library_version");

  private EventRow() {}

  static void write(Event event, PropertiesForm form, RowBinary out) throws IOException {
    out.string(event.getCustomerId());
    out.uuid(event.getEventId());
    out.string(event.getEvent());
    out.int64(event.getTimestamp().toEpochMilli());
    out.int64(event.getReceivedAt().toEpochMilli());
    out.string(event.getUserId());
    out.string(event.getAnonymousId());
    out.string(form.of(event.getProperties()));
    out.string(event.getIp());
    out.string(event.getUserAgent());
    out.string(event.getLocale());
    out.string(event.getPageUrl());
    out.string(event.getPagePath());
    out.string(event.getPageReferrer());
    out.string(event.getPageTitle());
    out.string(event.getUtmSource());
    out.string(event.getUtmMedium());
    out.string(event.getUtmCampaign());
    out.string(event.getUtmTerm());
    out.string(event.getUtmContent());
    out.string(event.getLibraryName());
    out.string(event.getLibraryVersion());
  }
}
