package com.acme.analytics.functions.ingest.schemas;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of each event's schema is in force: the one small item that a reader looks at again
 * and again, and whose revision decides between writers.
 *
 * @param revision one more at each change of any schema; 0 before the first
 * @param newest by event name
 */
record SchemaIndex(long revision, Map<String, Newest> newest) {
  static final SchemaIndex EMPTY = new SchemaIndex(0, Map.of());

  /**
   * The version in force.
   *
   * @param bytes of the schema's text
   */
  record Newest(int version, Mode mode, int bytes) {}

  SchemaIndex {
    newest = Map.copyOf(newest);
  }

  Optional<Newest> find(String event) {
    return Optional.ofNullable(newest.get(event));
  }

  /** The index once this version is stored; of older ones only the revision tells. */
  SchemaIndex with(StoredSchema schema) {
    SchemaVersion version = schema.version();
    Map<String, Newest> next = new TreeMap<>(newest);
    next.compute(
        version.event(),
        (event, before) ->
            before != null && before.version() > version.version()
                ? before
                : new Newest(version.version(), version.mode(), schema.bytes()));
    return new SchemaIndex(revision + 1, next);
  }

  long bytes() {
    return newest.values().stream().mapToLong(Newest::bytes).sum();
  }
}
