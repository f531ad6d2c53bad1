package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.dashboard.DashboardTable;
import java.util.Map;

/** Where the answers come from; each is asked of one customer. */
public record Sources(
    DashboardTable dashboards,
    DefinitionTable funnels,
    QueryAnswers queries,
    FunnelResults results,
    Declarations declarations) {

  /** Answers queries as {@code GET /v2/query} does, in JSON. */
  @FunctionalInterface
  public interface QueryAnswers {
    byte[] answer(CustomerId customer, Map<String, String> parameters);
  }

  /** Answers funnels as {@code GET /v2/funnels/{id}} does, in JSON. */
  @FunctionalInterface
  public interface FunnelResults {
    byte[] answer(CustomerId customer, String id, Map<String, String> parameters);
  }

  /** What customers have declared. */
  @FunctionalInterface
  public interface Declarations {
    DeclaredProperties of(CustomerId customer);
  }
}
