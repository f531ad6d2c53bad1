package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;

/**
 * Reads the campaign out of the page's URL, each parameter where the event's context has none. Of
 * repeated parameters the first with a value counts.
 */
final class CampaignStep implements EnrichmentStep {
  /** Characters of a value: it becomes a LowCardinality value, and anybody can write a link. */
  static final int VALUE_CHARS = 256;

  private static final String PREFIX = "utm_";

  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    String url = event.getPageUrl();
    if (url == null) {
      return;
    }
    int fragment = url.indexOf('#');
    int end = fragment < 0 ? url.length() : fragment;
    int mark = url.indexOf('?', 0, end);
    if (mark < 0 || url.indexOf(PREFIX, mark, end) < 0) {
      return;
    }
    int start = mark + 1;
    while (start < end) {
      int ampersand = url.indexOf('&', start, end);
      int next = ampersand < 0 ? end : ampersand;
      if (url.startsWith(PREFIX, start)) {
        read(event, url, start + PREFIX.length(), next);
      }
      start = next + 1;
    }
  }

  @Override
  public Warning failure() {
    return Warning.CAMPAIGN_FAILED;
  }

  /** One parameter; {@code start} is behind its prefix. */
  private static void read(Event event, String url, int start, int end) {
    int equals = url.indexOf('=', start, end);
    if (equals < 0 || equals + 1 == end) {
      return;
    }
    switch (url.substring(start, equals)) {
      case "source" -> {
        if (isNone(event.getUtmSource())) {
          event.setUtmSource(value(event, url, equals + 1, end));
        }
      }
      case "medium" -> {
        if (isNone(event.getUtmMedium())) {
          event.setUtmMedium(value(event, url, equals + 1, end));
        }
      }
      case "campaign" -> {
        if (isNone(event.getUtmCampaign())) {
          event.setUtmCampaign(value(event, url, equals + 1, end));
        }
      }
      case "term" -> {
        if (isNone(event.getUtmTerm())) {
          event.setUtmTerm(value(event, url, equals + 1, end));
        }
      }
      case "content" -> {
        if (isNone(event.getUtmContent())) {
          event.setUtmContent(value(event, url, equals + 1, end));
        }
      }
      default -> {
        // Other parameters that begin so have no place in an event.
      }
    }
  }

  private static boolean isNone(String text) {
    return text == null || text.isEmpty();
  }

  private static String value(Event event, String url, int start, int end) {
    String value = FormEncoding.decode(url, start, end);
    String bounded = BoundedText.cut(value, VALUE_CHARS);
    if (bounded.length() < value.length()) {
      Warning.CAMPAIGN_TRUNCATED.addTo(event);
    }
    return bounded;
  }
}
