package com.acme.analytics.flink.session;

/**
 * A page of a session and when it was seen.
 *
 * @param path of the page
 */
public record Visit(Moment moment, String path) {
  static Visit earlier(Visit a, Visit b) {
    return a == null || (b != null && b.moment.isBefore(a.moment)) ? b : a;
  }

  static Visit later(Visit a, Visit b) {
    return a == null || (b != null && a.moment.isBefore(b.moment)) ? b : a;
  }
}
