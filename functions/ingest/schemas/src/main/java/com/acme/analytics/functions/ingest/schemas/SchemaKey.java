package com.acme.analytics.functions.ingest.schemas;

/**
 * Sort keys of the table of schemas: {@code <event>#<version, 10 digits>}, so that an event's
 * versions stand in order. An event's name may hold {@code #} itself; it is percent-encoded, so
 * that no name's keys lie among another's.
 */
final class SchemaKey {
  /** The item that is about all events. No event's key begins with {@code #}. */
  static final String INDEX = "#newest";

  private SchemaKey() {}

  static String of(String event, int version) {
    return prefix(event) + "%010d".formatted(version);
  }

  /** What the keys of all versions of an event begin with, and no other keys. */
  static String prefix(String event) {
    return event.replace("%", "%25").replace("#", "%23") + '#';
  }

  static String event(String key) {
    return key.substring(0, key.lastIndexOf('#')).replace("%23", "#").replace("%25", "%");
  }

  static int version(String key) {
    return Integer.parseInt(key.substring(key.lastIndexOf('#') + 1));
  }
}
