package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.core.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the lake's events row by row, as they were in one snapshot: what is committed later is not
 * seen, so that each part is the same whenever it is read.
 */
public final class EventReader {
  private static final String NEWEST_SNAPSHOT =
      "SELECT snapshot_id FROM \"events$refs\" WHERE name = 'main'";

  private static final Duration HOUR = Duration.ofHours(1);

  private final LakeEngine engine;

  /** A reader on the engine, which stays the caller's. */
  public EventReader(LakeEngine engine) {
    this.engine = engine;
  }

  /** The newest snapshot; empty when nothing was ever committed. */
  public OptionalLong newestSnapshot() {
    List<String> ids = new ArrayList<>();
    engine.run(NEWEST_SNAPSHOT, List.of(), row -> ids.add(row.getFirst()));
    return ids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(ids.getFirst()));
  }

  /**
   * Cuts a selection into parts of about as many rows, in order of time: of neighbouring UTC hours
   * together where these have few, and of shares of an hour that has more. Hours without any event
   * at the ends of a part are left out.
   *
   * @param rows the most of a part of several hours
   */
  public List<LakePart> parts(EventSelection selection, long snapshot, int rows) {
    List<String> parameters = new ArrayList<>();
    String text =
        "SELECT CAST(to_unixtime(\"timestamp\") * 1000 AS bigint) / 3600000 AS h, count(*) AS n\n"
            + from(selection, snapshot, parameters)
            + "\nGROUP BY 1\nORDER BY 1";
    LakeParts parts = new LakeParts(rows);
    engine.run(
        text,
        parameters,
        row -> {
          Instant hour = Instant.EPOCH.plus(HOUR.multipliedBy(Long.parseLong(row.get(0))));
          new TimeRange(hour, hour.plus(HOUR))
              .since(selection.range().from())
              .flatMap(range -> range.until(selection.range().to()))
              .ifPresent(range -> parts.add(range, Long.parseLong(row.get(1))));
        });
    return parts.all();
  }

  /**
   * Reads the events of a part in order of time and id, each once: of those that are equal in both,
   * which are repeats, only the one received first.
   *
   * @param rows is told the cells of each, null where there is none
   */
  public void read(
      EventSelection selection,
      long snapshot,
      LakePart part,
      List<EventColumn> columns,
      Consumer<List<String>> rows) {
    List<String> parameters = new ArrayList<>();
    StringBuilder text = new StringBuilder(1024);
    text.append(
            "SELECT CAST(to_unixtime(\"timestamp\") * 1000 AS bigint) AS k0, event_id AS k1,\n  ")
        .append(columns.stream().map(EventColumn::expression).collect(Collectors.joining(",\n  ")))
        .append('\n')
        .append(from(selection.within(part.range()), snapshot, parameters));
    if (part.shares() > 1) {
      text.append("\n  AND mod(abs(from_big_endian_64(xxhash64(to_utf8(event_id))) / 2), ")
          .append(part.shares())
          .append(") = ")
          .append(part.share());
    }
    text.append("\nORDER BY \"timestamp\", event_id, received_at");
    engine.run(text.toString(), parameters, new WithoutRepeats(rows));
  }

  private static String from(EventSelection selection, long snapshot, List<String> parameters) {
    return "FROM %s FOR VERSION AS OF %d\nWHERE %s"
        .formatted(
            LakeTable.NAME,
            snapshot,
            LakeStatement.where(
                selection.customer(), selection.filters(), selection.range(), parameters));
  }

  /** Passes rows on without their first two cells, and not those that repeat them. */
  private static final class WithoutRepeats implements Consumer<List<String>> {
    private final Consumer<List<String>> rows;
    private List<String> last = List.of();

    WithoutRepeats(Consumer<List<String>> rows) {
      this.rows = Objects.requireNonNull(rows, "rows");
    }

    @Override
    public void accept(List<String> row) {
      List<String> key = List.of(row.get(0), row.get(1));
      if (!key.equals(last)) {
        last = key;
        rows.accept(row.subList(2, row.size()));
      }
    }
  }
}
