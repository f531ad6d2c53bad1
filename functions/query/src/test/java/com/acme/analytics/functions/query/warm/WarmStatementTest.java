package com.acme.analytics.functions.query.warm;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmStatementTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void namesAndValuesThatACallerSentAreParameters() {
    WarmStatement statement =
        statement(
            Map.of(
                "measures", "count,avg:cart.sent,p95:sent",
                "dimensions", "sent,cart.sent",
                "filter", "sent:ne:sent;--,cart.sent:contains:sent,path:eq:sent"));

    assertThat(statement.text()).doesNotContain("sent", "shop");
    assertThat(statement.text().chars().filter(each -> each == '?').count())
        .isEqualTo(statement.parameters().size());
    assertThat(statement.parameters())
        .containsSubsequence(
            "$['sent']", "$['cart.sent']", "cart.sent", "cart.sent", "sent", "sent", "sent", "sent")
        .containsSubsequence(
            "shop", "$['sent']", "$['sent']", "sent;--", "$['cart.sent']", "sent", "sent");
  }

  @Test
  void aMeasureIsLookedForInEachPlaceThatItMayHave() {
    WarmStatement sum = statement(Map.of("measures", "sum:total"));
    WarmStatement median = statement(Map.of("measures", "p50:total"));

    assertThat(sum.text())
        .contains(
            "SUM(CASE ? WHEN \"measure_1\" THEN \"value_1_sum\" WHEN \"measure_2\"",
            "WHEN \"measure_5\" THEN \"value_5_sum\" END)");
    assertThat(Collections.frequency(sum.parameters(), "total")).isEqualTo(1);
    assertThat(median.text())
        .contains("(\"value_5_quantiles\", 128) FILTER (WHERE \"measure_5\" = ?)");
    assertThat(Collections.frequency(median.parameters(), "total")).isEqualTo(5);
  }

  private static WarmStatement statement(Map<String, String> parameters) {
    Query query =
        new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)))
            .parse(parameters, NOW);
    return WarmStatement.groups(new CustomerId("shop"), query, query.range());
  }
}
