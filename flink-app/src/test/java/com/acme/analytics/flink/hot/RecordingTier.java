package com.acme.analytics.flink.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A hot tier in memory that can be away and can refuse rows. */
final class RecordingTier implements HotTier {
  final List<List<HotEvent>> inserts = new ArrayList<>();
  final List<HotEvent> asText = new ArrayList<>();
  int failuresToCome;
  Predicate<HotEvent> refusedAsObject = event -> false;
  Predicate<HotEvent> refusedAsText = event -> false;

  @Override
  public void insert(List<HotEvent> events, PropertiesForm form)
      throws RowsRefusedException, HotTierUnavailableException {
    if (failuresToCome > 0) {
      failuresToCome--;
      throw new HotTierUnavailableException("away", null);
    }
    if (events.stream().anyMatch(form == PropertiesForm.TEXT ? refusedAsText : refusedAsObject)) {
      throw new RowsRefusedException("can't parse", null);
    }
    inserts.add(List.copyOf(events));
    if (form == PropertiesForm.TEXT) {
      asText.addAll(events);
    }
  }

  List<HotEvent> rows() {
    return inserts.stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
