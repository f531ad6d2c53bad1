package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DruidConfigTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "PATH", "/bin",
              "ACME_ENVIRONMENT", "dev",
              "ACME_DRUID_URL", "http://druid.dev.acme.internal:8888",
              "ACME_KAFKA_BOOTSTRAP_SERVERS", "b-1.example:9098",
              "ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));

  @Test
  void druidIsToldToSignInAtTheBrokersWithIam() {
    DruidConfig config = DruidConfig.from(environment);

    assertThat(config.druidUrl()).isEqualTo(URI.create("http://druid.dev.acme.internal:8888"));
    assertThat(config.consumerSettings())
        .containsEntry("bootstrap.servers", "b-1.example:9098")
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM");
  }

  @Test
  void aMissingVariableIsNamed() {
    environment.remove("ACME_DRUID_URL");

    assertThatThrownBy(() -> DruidConfig.from(environment))
        .hasMessageStartingWith("ACME_DRUID_URL: missing (expected: ");
  }

  @Test
  void aMalformedVariableIsNamedWithItsValue() {
    environment.put("ACME_DRUID_URL", "druid");

    assertThatThrownBy(() -> DruidConfig.from(environment))
        .hasMessageStartingWith("ACME_DRUID_URL: \"druid\" (expected: ");
  }

  @Test
  void anUnknownVariableIsNamed() {
    environment.put("ACME_DRUID_URI", "http://druid.dev.acme.internal:8888");

    assertThatThrownBy(() -> DruidConfig.from(environment))
        .hasMessageStartingWith("ACME_DRUID_URI: unknown (expected: only [");
  }
}
