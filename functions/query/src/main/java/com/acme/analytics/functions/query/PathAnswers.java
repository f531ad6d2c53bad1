package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.analysis.PathStep;
import com.acme.analytics.functions.query.analysis.PathsRequest;
import com.clickhouse.client.api.query.QueryResponse;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Tells ways through sessions from the hot tier, which alone has each user's events in order. */
final class PathAnswers {
  private static final JsonFactory JSON = new JsonFactory();

  /** From each node of a step, and from what is not told apart, to each of the next or nowhere. */
  private static final int MAX_ROWS = 6 * 51 * 52;

  private static final double MILLIS_OF_SECOND = 1000;

  private final ClickHouseTier tier;
  private final Duration retention;
  private final Clock clock;

  /**
   * Answers from this tier.
   *
   * @param retention how far back the tier holds every event
   */
  PathAnswers(ClickHouseTier tier, Duration retention, Clock clock) {
    this.tier = tier;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Computes the answer.
   *
   * @param document JSON, as {@link PathsRequest} reads it
   * @throws ProblemException when it asks for what the tier does not hold, or the tier can't answer
   */
  PathsAnswer answer(CustomerId customer, byte[] document) {
    long started = System.nanoTime();
    Instant now = clock.instant();
    PathsRequest request = PathsRequest.parse(document, retention, now);
    List<Row> rows = rows(PathStatement.of(customer, request));
    OptionalLong newest =
        tier.newest(StatementCompiler.freshness(customer, request.range(), request.range().from()));
    OptionalLong freshness =
        newest.isPresent()
            ? OptionalLong.of(Math.max(0, clock.millis() - newest.getAsLong()))
            : OptionalLong.empty();
    long elapsed = Duration.ofNanos(System.nanoTime() - started).toMillis();
    AnswerMeta meta =
        new AnswerMeta(
            List.of(TierReport.answered("hot", freshness, elapsed)),
            Accuracy.EXACT,
            /* partial= */ false,
            /* truncated= */ false,
            elapsed);
    return new PathsAnswer(steps(request, rows), meta);
  }

  private List<Row> rows(ClickHouseStatement statement) {
    try (QueryResponse response = tier.run(statement, MAX_ROWS)) {
      return read(response.getInputStream());
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      // The connection broke while the rows were read.
      throw ClickHouseFailure.problem(e);
    }
  }

  private static List<Row> read(InputStream json) {
    List<Row> rows = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        int step = parser.nextIntValue(0);
        String node = parser.nextStringValue();
        String next = parser.nextStringValue();
        long sessions = parser.nextLongValue(0);
        rows.add(new Row(step, node, next, sessions, parser.nextLongValue(0)));
        parser.nextToken();
      }
    }
    return rows;
  }

  private static List<PathStep> steps(PathsRequest request, List<Row> rows) {
    List<PathStep> steps = new ArrayList<>();
    for (int step = 1; step <= request.steps(); step++) {
      int at = step;
      List<Row> here = rows.stream().filter(row -> row.step == at).toList();
      if (here.isEmpty()) {
        return steps;
      }
      steps.add(
          new PathStep(
              step,
              sum(here),
              request.end().map(end -> to(here, end)).orElse(0L),
              to(here, ""),
              here.stream().filter(row -> !row.next.isEmpty()).map(Row::edge).toList()));
    }
    return steps;
  }

  private static long to(List<Row> rows, String next) {
    return sum(rows.stream().filter(row -> row.next.equals(next)).toList());
  }

  private static long sum(List<Row> rows) {
    return rows.stream().mapToLong(Row::sessions).sum();
  }

  private record Row(int step, String node, String next, long sessions, long millis) {
    PathStep.Edge edge() {
      return new PathStep.Edge(node, next, sessions, millis / MILLIS_OF_SECOND);
    }
  }
}
