package com.acme.analytics.clickhouse;

import static com.acme.analytics.clickhouse.RangeStatements.around;
import static com.acme.analytics.clickhouse.RangeStatements.time;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes windows and sessions anew, from the raw events, where the stream changed them when it
 * may have forgotten some of their events.
 *
 * <p>What it writes has the version that the stream would give it: the number of events. A row of
 * the stream's that knows fewer loses to it, one that knows more wins, whichever comes later. So a
 * run may be killed at any place, be repeated, and run beside another and the stream.
 */
public final class Rebuild {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

  /** How long the hot tier keeps events, windows and sessions, as the tables say. */
  static final Duration KEPT = Duration.ofDays(7);

  /**
   * How long an event may take to be stored after its range was marked, since each table has an
   * insert of its own: a range that was marked later than this before it was read stays dirty.
   */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private static final Duration SESSION_GAP = Duration.ofMinutes(30);

  /** How far around the hour events are read for its sessions, until these are whole. */
  private static final List<Duration> MARGINS =
      List.of(Duration.ofHours(3), Duration.ofHours(24), KEPT.plusDays(1));

  private final RangeStatements statements;
  private final DirtyRanges ranges;

  /**
   * @param client signed in as a user who may read and insert; stays open
   */
  public Rebuild(Client client, String database) {
    statements = new RangeStatements(client, database);
    ranges = new DirtyRanges(statements);
  }

  /**
   * Rebuilds some dirty ranges. One that fails is logged and does not stop the others.
   *
   * @param most how many, &gt; 0
   */
  public RebuildReport run(int most) {
    if (most <= 0) {
      throw new IllegalArgumentException("most: " + most + " (expected: > 0)");
    }
    int rebuilt = 0;
    long rows = 0;
    int failed = 0;
    for (DirtyRange range : ranges.oldest(ranges.now(), most)) {
      try {
        Instant begun = ranges.now();
        rows += rebuild(range, begun);
        ranges.markRebuilt(range, begun.minus(SETTLING));
        rebuilt++;
      } catch (ClickHouseException | IllegalStateException e) {
        LOG.error("{} can't be rebuilt now", range, e);
        failed++;
      }
    }
    RebuildReport report = new RebuildReport(rebuilt, rows, failed, ranges.count(ranges.now()));
    LOG.info("{}", report);
    return report;
  }

  /** Makes a range what the events say, and says how many rows that took. */
  long rebuild(DirtyRange range, Instant now) {
    return switch (range.truth()) {
      case WINDOWS -> windows(range);
      case SESSIONS -> wholeSessions(range, now) + partsOfSessions(range, now);
    };
  }

  private long windows(DirtyRange range) {
    return statements.insert(
        around(Truth.WINDOWS, "windows"),
        Map.of(
            "customer", range.customer(),
            "from", time(range.hour()),
            "to", time(range.hour().plus(Duration.ofHours(1)))));
  }

  long wholeSessions(DirtyRange range, Instant now) {
    return statements.insert(around(Truth.SESSIONS, "sessions"), aroundSessions(range, now));
  }

  private long partsOfSessions(DirtyRange range, Instant now) {
    return statements.insert(
        around(Truth.SESSIONS, "parts-of-sessions"), aroundSessions(range, now));
  }

  /** Times that hold all of each session that has a part in the hour. */
  private Map<String, Object> aroundSessions(DirtyRange range, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("customer", range.customer());
    parameters.put("hour", time(range.hour()));
    // Of a session that begins earlier, events may have left the hot tier.
    parameters.put("oldest", time(now.minus(KEPT).plus(SESSION_GAP)));
    for (Duration margin : MARGINS) {
      parameters.put("from", time(range.hour().minus(margin)));
      parameters.put("to", time(range.hour().plus(Duration.ofHours(1)).plus(margin)));
      if (cut(parameters) == 0) {
        break;
      }
    }
    return parameters;
  }

  private long cut(Map<String, Object> parameters) {
    return statements
        .query(around(Truth.SESSIONS, "cut-sessions"), parameters)
        .getFirst()
        .getLong("cut");
  }
}
