package com.acme.analytics.flink.hot;

import com.acme.analytics.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A hot tier in memory that can be away and can refuse rows. */
final class RecordingTier implements HotTier {
  final List<List<Event>> inserts = new ArrayList<>();
  final List<Event> asText = new ArrayList<>();
  int failuresToCome;
  Predicate<Event> refusedAsObject = event -> false;
  Predicate<Event> refusedAsText = event -> false;

  @Override
  public void insert(List<Event> events, PropertiesForm form)
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

  List<Event> rows() {
    return inserts.stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
