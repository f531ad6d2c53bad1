package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.functions.ingest.enrichment.IpAddress;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads an event's context. Client libraries send more than is kept (device, os, timezone): members
 * that aren't known here are passed over.
 */
final class ContextReader {
  /** An IPv6 address with an embedded IPv4 address. */
  private static final int LONGEST_IP = 45;

  private ContextReader() {}

  /** Reads the object the parser stands on into the event; leaves the parser on its end. */
  static void read(JsonParser json, Event event) {
    if (isNull(json)) {
      return;
    }
    while (nextMember(json)) {
      switch (json.currentName()) {
        case "ip" -> event.setIp(ip(valueOf(json)));
        case "user_agent" -> event.setUserAgent(TextMember.read(valueOf(json)));
        case "locale" -> event.setLocale(TextMember.read(valueOf(json)));
        case "page" -> readPage(valueOf(json), event);
        case "campaign" -> readCampaign(valueOf(json), event);
        case "library" -> readLibrary(valueOf(json), event);
        default -> valueOf(json).skipChildren();
      }
    }
  }

  private static void readPage(JsonParser json, Event event) {
    if (isNull(json)) {
      return;
    }
    while (nextMember(json)) {
      switch (json.currentName()) {
        case "url" -> event.setPageUrl(TextMember.read(valueOf(json)));
        case "path" -> event.setPagePath(TextMember.read(valueOf(json)));
        case "referrer" -> event.setPageReferrer(TextMember.read(valueOf(json)));
        case "title" -> event.setPageTitle(TextMember.read(valueOf(json)));
        default -> valueOf(json).skipChildren();
      }
    }
  }

  private static void readCampaign(JsonParser json, Event event) {
    if (isNull(json)) {
      return;
    }
    while (nextMember(json)) {
      switch (json.currentName()) {
        case "source" -> event.setUtmSource(TextMember.read(valueOf(json)));
        case "medium" -> event.setUtmMedium(TextMember.read(valueOf(json)));
        case "name" -> event.setUtmCampaign(TextMember.read(valueOf(json)));
        case "term" -> event.setUtmTerm(TextMember.read(valueOf(json)));
        case "content" -> event.setUtmContent(TextMember.read(valueOf(json)));
        default -> valueOf(json).skipChildren();
      }
    }
  }

  private static void readLibrary(JsonParser json, Event event) {
    if (isNull(json)) {
      return;
    }
    while (nextMember(json)) {
      switch (json.currentName()) {
        case "name" -> event.setLibraryName(TextMember.read(valueOf(json)));
        case "version" -> event.setLibraryVersion(TextMember.read(valueOf(json)));
        default -> valueOf(json).skipChildren();
      }
    }
  }

  private static String ip(JsonParser json) {
    String text = TextMember.read(json, 0, LONGEST_IP, "an IPv4 or IPv6 address");
    if (text != null && IpAddress.parse(text).isEmpty()) {
      throw RejectedEventException.invalid(
          json, Found.text("ip", text).expected("an IPv4 or IPv6 address"));
    }
    return text;
  }

  private static boolean isNull(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return true;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw RejectedEventException.invalid(
          json, Found.of(json.currentName(), JsonText.kindOf(json)).expected("an object"));
    }
    return false;
  }

  private static boolean nextMember(JsonParser json) {
    return json.nextToken() == JsonToken.PROPERTY_NAME;
  }

  private static JsonParser valueOf(JsonParser json) {
    json.nextToken();
    return json;
  }
}
