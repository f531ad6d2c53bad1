package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.TierStore;
import com.clickhouse.client.api.query.QueryResponse;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A tier that has nothing, and takes a real ClickHouse ten minutes to say so. */
record SlowStore(ClickHouseTier tier) implements TierStore {
  private static final ClickHouseStatement SLEEP =
      new ClickHouseStatement(
          "SELECT sleepEachRow(0.1) FROM numbers(6000) SETTINGS max_block_size = 1", Map.of());

  @Override
  public void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
    try (QueryResponse response = tier.run(SLEEP, MAX_GROUPS)) {
      var unused = response.getInputStream().readAllBytes();
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      throw ClickHouseFailure.problem(e);
    }
  }

  @Override
  public String statement(CustomerId customer, Query query, TimeRange range) {
    return SLEEP.text();
  }

  @Override
  public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
    return OptionalLong.empty();
  }
}
