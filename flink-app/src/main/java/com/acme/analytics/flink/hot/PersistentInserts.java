package com.acme.analytics.flink.hot;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts until every row is stored: waits for a tier that is away, with growing pauses, and cuts
 * an insert with a refused row in halves until that row is alone. A refused row is stored with its
 * properties as text; if it is refused even so, it is counted and logged.
 */
final class PersistentInserts {
  private static final Logger LOG = LoggerFactory.getLogger(PersistentInserts.class);

  private final HotTier tier;
  private final BatchPolicy policy;
  private final Counter inserted;
  private final Counter failedInserts;
  private final Counter unparsedProperties;
  private final Counter refused;

  PersistentInserts(HotTier tier, BatchPolicy policy, MetricGroup metrics) {
    this.tier = tier;
    this.policy = policy;
    inserted = metrics.counter("acme_stream_inserted_rows");
    failedInserts = metrics.counter("acme_stream_failed_inserts");
    unparsedProperties = metrics.counter("acme_stream_unparsed_properties_rows");
    refused = metrics.counter("acme_stream_refused_rows");
  }

  /**
   * Returns once each row is stored, or refused in every form.
   *
   * @throws IOException when the tier stayed away for the policy's longest time
   */
  void insert(List<HotEvent> events) throws IOException, InterruptedException {
    try {
      insertWaiting(events, PropertiesForm.OBJECT);
    } catch (RowsRefusedException e) {
      if (events.size() == 1) {
        insertAsText(events, e);
      } else {
        int half = events.size() / 2;
        insert(events.subList(0, half));
        insert(events.subList(half, events.size()));
      }
    }
  }

  private void insertAsText(List<HotEvent> one, RowsRefusedException first)
      throws IOException, InterruptedException {
    try {
      insertWaiting(one, PropertiesForm.TEXT);
      unparsedProperties.inc();
      LOG.warn("event {}: properties kept as text", one.get(0).name(), first);
    } catch (RowsRefusedException e) {
      refused.inc();
      LOG.error("event {}: refused by the hot tier", one.get(0).name(), e);
    }
  }

  private void insertWaiting(List<HotEvent> events, PropertiesForm form)
      throws IOException, InterruptedException, RowsRefusedException {
    long start = System.nanoTime();
    Duration pause = policy.firstPause();
    while (true) {
      try {
        tier.insert(events, form);
        inserted.inc(events.size());
        return;
      } catch (HotTierUnavailableException e) {
        failedInserts.inc();
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        if (waited.compareTo(policy.giveUpAfter()) > 0) {
          throw new IOException(
              "hot tier unavailable for " + waited + " (expected: <= " + policy.giveUpAfter() + ")",
              e);
        }
        LOG.warn("hot tier unavailable for {}: {}", waited, e.getMessage());
        // Spread, so that the subtasks do not come back all at once.
        Thread.sleep(
            ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
        pause = min(pause.multipliedBy(2), policy.lastPause());
      }
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
