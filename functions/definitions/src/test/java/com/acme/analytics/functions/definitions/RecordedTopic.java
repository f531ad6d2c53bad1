package com.acme.analytics.functions.definitions;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compacted topic in memory, which can lose changes, or only its acknowledgements. */
final class RecordedTopic implements DefinitionTopic {
  private final Map<String, Optional<String>> newest = new LinkedHashMap<>();
  boolean away;
  boolean silent;

  /** What happens elsewhere while a change is on its way. */
  Runnable meanwhile = () -> {};

  @Override
  public BitSet publish(List<Change> changes) {
    BitSet stored = new BitSet();
    if (!away) {
      Runnable elsewhere = meanwhile;
      meanwhile = () -> {};
      elsewhere.run();
      changes.forEach(change -> newest.put(change.key(), change.json()));
      stored.set(0, silent ? 0 : changes.size());
    }
    return stored;
  }

  /** The newest JSON of a key; null when there is none, or it is deleted. */
  String at(String key) {
    return newest.getOrDefault(key, Optional.empty()).orElse(null);
  }

  int size() {
    return (int) newest.values().stream().filter(Optional::isPresent).count();
  }
}
