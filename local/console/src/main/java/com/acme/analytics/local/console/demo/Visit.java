package com.acme.analytics.local.console.demo;

import java.time.Instant;
import java.util.List;

/**
 * What one visitor does at a stretch.
 *
 * @param events in the order of their times, not empty
 * @param deliveries the same events as they are sent: some late, some twice
 */
record Visit(List<DemoEvent> events, List<Delivery> deliveries) {
  Instant start() {
    return events.getFirst().timestamp();
  }
}
