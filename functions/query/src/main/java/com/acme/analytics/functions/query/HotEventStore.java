package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.functions.query.trace.AcceptedEvent;
import com.acme.analytics.functions.query.trace.EventStore;
import com.acme.analytics.functions.query.trace.SearchRange;
import com.acme.analytics.functions.query.trace.StoreFinding;
import com.acme.analytics.functions.query.trace.TraceRequest;
import com.clickhouse.client.api.query.QueryResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks for one event in the hot tier: first in the hours around the time that is known for it,
 * which are few granules of the sorting key, then in all that the tier holds, where the index on
 * event ids skips nearly all. So an event is found whatever its own time is.
 */
final class HotEventStore implements EventStore {
  private static final String NAME = "hot";
  private static final Duration FRESH = Duration.ofHours(1);
  private static final JsonFactory JSON = new JsonFactory();

  private final ClickHouseTier tier;
  private final Duration retention;
  private final Duration maxClockSkew;
  private final Clock clock;

  /**
   * Looks in this tier.
   *
   * @param retention how far back the tier holds every event
   * @param maxClockSkew how far ahead an event's time may be
   */
  HotEventStore(ClickHouseTier tier, Duration retention, Duration maxClockSkew, Clock clock) {
    this.tier = tier;
    this.retention = retention;
    this.maxClockSkew = maxClockSkew;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StoreFinding find(TraceRequest request) {
    // The skew is inclusive, and the range's end is not.
    SearchRange held =
        new SearchRange(
            request.now().minus(retention), request.now().plus(maxClockSkew).plusMillis(1));
    Optional<SearchRange> likely =
        request.hint().flatMap(time -> SearchRange.around(time).within(held));
    if (likely.isPresent()) {
      Optional<AcceptedEvent> event = lookUp(request, likely.get());
      if (event.isPresent()) {
        return new StoreFinding(event, likely.get(), OptionalLong.empty());
      }
    }
    Optional<AcceptedEvent> event = lookUp(request, held);
    return new StoreFinding(
        event, held, event.isPresent() ? OptionalLong.empty() : freshness(request, held));
  }

  private Optional<AcceptedEvent> lookUp(TraceRequest request, SearchRange range) {
    ClickHouseStatement statement =
        StatementCompiler.event(
            request.customer(), request.eventId(), new TimeRange(range.from(), range.to()));
    try (QueryResponse response = tier.run(statement, 1);
        JsonParser json = JSON.createParser(ObjectReadContext.empty(), response.getInputStream())) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      json.nextToken();
      String event = json.getString();
      json.nextToken();
      Instant timestamp = Instant.ofEpochMilli(json.getLongValue());
      json.nextToken();
      return Optional.of(
          new AcceptedEvent(event, timestamp, Instant.ofEpochMilli(json.getLongValue())));
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      // The connection broke while the row was read.
      throw ClickHouseFailure.problem(e);
    }
  }

  private OptionalLong freshness(TraceRequest request, SearchRange held) {
    TimeRange recent = new TimeRange(request.now().minus(FRESH), held.to());
    ClickHouseStatement statement =
        StatementCompiler.freshness(request.customer(), recent, held.from());
    OptionalLong newest = tier.newest(statement);
    return newest.isPresent()
        ? OptionalLong.of(Math.max(0, clock.millis() - newest.getAsLong()))
        : OptionalLong.empty();
  }
}
