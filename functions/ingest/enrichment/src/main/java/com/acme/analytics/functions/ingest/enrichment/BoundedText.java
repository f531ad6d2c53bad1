package com.acme.analytics.functions.ingest.enrichment;

/** Cuts text that clients may make as long as they like. */
final class BoundedText {
  private BoundedText() {}

  /** At most so many characters, of which the last is no half of a surrogate pair. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, split ? maxChars - 1 : maxChars);
  }
}
