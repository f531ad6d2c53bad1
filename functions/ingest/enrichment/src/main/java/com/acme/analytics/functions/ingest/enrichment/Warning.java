package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import java.util.Locale;

/**
 * What went wrong with an event that was kept. The name in lower case stands in the event's
 * warnings; it is part of the format and never changes its meaning.
 */
public enum Warning {
  /** The event's own address is none; it was dropped. */
  MALFORMED_IP,
  /** The caller's address can't be told: it, or what a trusted proxy forwarded, is no address. */
  CLIENT_IP_UNKNOWN,
  /** The geolocation database could not be read. */
  GEO_UNAVAILABLE,
  /** The page's URL has no readable host. */
  MALFORMED_PAGE_URL,
  /** The referrer has no readable host. */
  MALFORMED_PAGE_REFERRER,
  /** A campaign parameter of the page's URL was cut. */
  CAMPAIGN_TRUNCATED,
  /** A property to be pseudonymised held an object or an array, and was replaced by null. */
  PROPERTY_DROPPED,
  /** A declared property held no text, number or boolean, was too long or not finite; left out. */
  DECLARED_VALUE_UNUSABLE,
  /** The step failed; the event has no client. */
  CLIENT_FAILED,
  /** The step failed; the event has the campaign it came with. */
  CAMPAIGN_FAILED,
  /** The step failed; the event has no referrer domain. */
  REFERRER_FAILED,
  /** The step failed; the address was dropped. */
  IP_PRIVACY_FAILED,
  /** The step failed; what it would have replaced was dropped. */
  PSEUDONYMS_FAILED,
  /** The step failed; the event has no user hash. */
  USER_HASH_FAILED,
  /** The step failed; the event has no declared values. */
  DECLARED_VALUES_FAILED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The reason as it stands in events, for example {@code geo_unavailable}. */
  public String code() {
    return code;
  }

  /** Adds the reason to the event's, once. */
  void addTo(Event event) {
    if (!event.getWarnings().contains(code)) {
      event.getWarnings().add(code);
    }
  }
}
