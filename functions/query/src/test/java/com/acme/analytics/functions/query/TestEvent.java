package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Property;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.datasketches.theta.HashIterator;
import org.apache.datasketches.theta.UpdatableThetaSketch;

/** An event as tests think of it: texts are empty, not null, where there is none. */
record TestEvent(
    UUID id,
    String event,
    Instant timestamp,
    Instant receivedAt,
    String userId,
    String anonymousId,
    String path,
    String country,
    boolean bot,
    Map<String, Object> properties) {

  /** The value of this path, members of objects parted by dots; null where there is none. */
  Object property(String path) {
    Object value = properties;
    for (String segment : new Property(path).segments()) {
      value = value instanceof Map<?, ?> members ? members.get(segment) : null;
    }
    return value;
  }

  /** As ingest computes it; 0 of nobody. */
  long userHash() {
    String user = userId.isEmpty() ? anonymousId : userId;
    UpdatableThetaSketch sketch = UpdatableThetaSketch.builder().build();
    sketch.update(user);
    HashIterator hashes = sketch.iterator();
    return hashes.next() ? hashes.get() : 0;
  }

  static TestEvent of(Instant timestamp, String path, Map<String, Object> properties) {
    return new TestEvent(
        UUID.randomUUID(), "page_view", timestamp, timestamp, "u", "", path, "", false, properties);
  }
}
