package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.clickhouse.Cluster;
import com.acme.analytics.clickhouse.SingleServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationsConfigTest {
  @Test
  void theTablesAreOfTheClusterThatIsNamed() {
    assertThat(MigrationsConfig.from(environment("acme")).topology())
        .isEqualTo(new Cluster("acme"));
  }

  @Test
  void noneIsOneServer() {
    assertThat(MigrationsConfig.from(environment("none")).topology()).isEqualTo(new SingleServer());
  }

  @Test
  void whetherThereIsAClusterHasToBeSaid() {
    Map<String, String> environment = new HashMap<>(environment("none"));
    environment.remove("ACME_CLICKHOUSE_CLUSTER");

    assertThatThrownBy(() -> MigrationsConfig.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ACME_CLICKHOUSE_CLUSTER");
  }

  private static Map<String, String> environment(String cluster) {
    return Map.of(
        "ACME_ENVIRONMENT", "dev",
        "ACME_CLICKHOUSE_URL", "http://clickhouse.dev.acme.internal:8123",
        "ACME_CLICKHOUSE_DATABASE", "acme",
        "ACME_CLICKHOUSE_CLUSTER", cluster,
        "ACME_CLICKHOUSE_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:111111111111:secret:admin");
  }
}
