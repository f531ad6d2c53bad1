package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.JsonRows;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import com.acme.analytics.functions.query.partial.TierStore;
import com.clickhouse.client.api.query.QueryResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The hot tier, as one of several that answer a query. */
final class HotSlices implements TierStore {
  private final ClickHouseTier tier;

  HotSlices(ClickHouseTier tier) {
    this.tier = tier;
  }

  @Override
  public void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
    ClickHouseStatement statement = StatementCompiler.groups(customer, query, range);
    try (QueryResponse response = tier.run(statement, MAX_GROUPS + 1)) {
      new JsonRows(query, HotSlices::users).read(response.getInputStream(), groups);
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      // The connection broke while the rows were read.
      throw ClickHouseFailure.problem(e);
    }
  }

  /** The parser stands at the array's begin. */
  private static ThetaSketch users(JsonParser cell) {
    long[] hashes = new long[ThetaSketch.K + 1];
    int size = 0;
    while (cell.nextToken() != JsonToken.END_ARRAY) {
      hashes[size++] = cell.getLongValue();
    }
    return ThetaSketch.of(Arrays.copyOf(hashes, size));
  }

  @Override
  public String statement(CustomerId customer, Query query, TimeRange range) {
    return StatementCompiler.groups(customer, query, range).text();
  }

  /** How long ago the newest event of the range was received. */
  @Override
  public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
    OptionalLong newest = tier.newest(StatementCompiler.freshness(customer, range, range.from()));
    return newest.isPresent()
        ? OptionalLong.of(Math.max(0, now.toEpochMilli() - newest.getAsLong()))
        : OptionalLong.empty();
  }
}
