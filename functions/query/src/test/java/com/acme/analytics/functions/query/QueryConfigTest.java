package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.acme.analytics.functions.query.lake.LakeAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryConfigTest {
  static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("ACME_ENVIRONMENT", "dev"),
          Map.entry("ACME_API_KEYS_TABLE", "api-keys"),
          Map.entry("ACME_DEFINITIONS_TABLE", "definitions"),
          Map.entry("ACME_DASHBOARDS_TABLE", "dashboards"),
          Map.entry("ACME_CUSTOMERS_TABLE", "customers"),
          Map.entry("ACME_CLICKHOUSE_URL", "http://127.0.0.1:8123"),
          Map.entry("ACME_CLICKHOUSE_DATABASE", "acme"),
          Map.entry("ACME_CLICKHOUSE_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:1:secret:q"),
          Map.entry("ACME_DRUID_URL", "http://127.0.0.1:8888"),
          Map.entry("ACME_LAKE_URL", "jdbc:trino://127.0.0.1:8080/awsdatacatalog/acme_dev_lake"),
          Map.entry("ACME_REJECTED_BUCKET", "rejected"),
          Map.entry("ACME_QUERY_JOBS_TABLE", "query-jobs"),
          Map.entry("ACME_QUERY_JOBS_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/jobs"),
          Map.entry("ACME_QUERY_RESULTS_BUCKET", "results"),
          Map.entry("ACME_HOT_RETENTION", "P7D"),
          Map.entry("ACME_WARM_RETENTION", "P90D"),
          Map.entry("ACME_MAX_CLOCK_SKEW", "PT5M"),
          Map.entry("AWS_REGION", "eu-west-1"));

  @Test
  void everyVariableFindsItsPlace() {
    assertThat(QueryConfig.from(VARIABLES))
        .isEqualTo(
            new QueryConfig(
                "dev",
                "api-keys",
                "definitions",
                "dashboards",
                "customers",
                URI.create("http://127.0.0.1:8123"),
                "acme",
                "arn:aws:secretsmanager:eu-west-1:1:secret:q",
                URI.create("http://127.0.0.1:8888"),
                new LakeAddress.Trino("jdbc:trino://127.0.0.1:8080/awsdatacatalog/acme_dev_lake"),
                "rejected",
                "query-jobs",
                "https://sqs.eu-west-1.amazonaws.com/1/jobs",
                "results",
                Duration.ofDays(7),
                Duration.ofDays(90),
                Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACME_ENVIRONMENT",
        "ACME_API_KEYS_TABLE",
        "ACME_DEFINITIONS_TABLE",
        "ACME_DASHBOARDS_TABLE",
        "ACME_CUSTOMERS_TABLE",
        "ACME_CLICKHOUSE_URL",
        "ACME_CLICKHOUSE_DATABASE",
        "ACME_CLICKHOUSE_SECRET_ARN",
        "ACME_DRUID_URL",
        "ACME_LAKE_URL",
        "ACME_REJECTED_BUCKET",
        "ACME_QUERY_JOBS_TABLE",
        "ACME_QUERY_JOBS_QUEUE_URL",
        "ACME_QUERY_RESULTS_BUCKET",
        "ACME_HOT_RETENTION",
        "ACME_WARM_RETENTION",
        "ACME_MAX_CLOCK_SKEW"
      })
  void aMissingVariableIsNamed(String name) {
    Map<String, String> variables = new HashMap<>(VARIABLES);
    variables.remove(name);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryConfig.from(variables))
        .withMessageStartingWith(name + ": missing");
  }

  @ParameterizedTest
  @CsvSource({
    "ACME_CLICKHOUSE_URL, 127.0.0.1:8123",
    "ACME_CLICKHOUSE_URL, http://127.0.0.1",
    "ACME_CLICKHOUSE_URL, http://a b:1",
    "ACME_CLICKHOUSE_DATABASE, acme; DROP",
    "ACME_LAKE_URL, jdbc:trino://host/catalog/schema",
    "ACME_LAKE_URL, athena://group/catalog",
    "ACME_HOT_RETENTION, 7 days",
    "ACME_HOT_RETENTION, -P7D",
    "ACME_MAX_CLOCK_SKEW, PT0S",
    "ACME_HOTRETENTION, P7D",
  })
  void aMalformedOrUnknownVariableIsNamed(String name, String value) {
    Map<String, String> variables = new HashMap<>(VARIABLES);
    variables.put(name, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryConfig.from(variables))
        .withMessageStartingWith(name + ": ");
  }
}
