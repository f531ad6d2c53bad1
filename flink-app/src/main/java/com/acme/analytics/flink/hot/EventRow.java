package com.acme.analytics.flink.hot;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.device.Device;
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
          "library_version",
          "user_hash",
          "country",
          "region",
          "city",
          "referrer_domain",
          "schema_version",
          "warnings",
          "device",
          "os",
          "browser",
          "bot",
          "bot_reason");

  private EventRow() {}

  static void write(HotEvent row, PropertiesForm form, RowBinary out) throws IOException {
    Event event = row.event();
    Device device = row.device();
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
    // No user has the hash 0: sketches take it for no value.
    out.int64(event.getUserHash() == null ? 0 : event.getUserHash());
    out.string(event.getCountry());
    out.string(event.getRegion());
    out.string(event.getCity());
    out.string(event.getReferrerDomain());
    out.int32(event.getSchemaVersion() == null ? 0 : event.getSchemaVersion());
    out.strings(event.getWarnings());
    out.string(device.type());
    out.string(device.os());
    out.string(device.browser());
    out.bool(device.bot());
    out.string(device.botReason());
  }
}
