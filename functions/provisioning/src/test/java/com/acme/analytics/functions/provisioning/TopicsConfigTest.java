package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsConfigTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "PATH", "/bin",
              "ACME_ENVIRONMENT", "dev",
              "ACME_KAFKA_BOOTSTRAP_SERVERS", "b-1.example:9098,b-2.example:9098",
              "ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));

  @Test
  void saslSslMeansIamAuthentication() {
    assertThat(TopicsConfig.from(environment).adminSettings())
        .containsEntry("bootstrap.servers", "b-1.example:9098,b-2.example:9098")
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM");
  }

  @Test
  void plaintextMeansNoAuthentication() {
    environment.put("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");

    assertThat(TopicsConfig.from(environment).adminSettings())
        .containsEntry("security.protocol", "PLAINTEXT")
        .doesNotContainKey("sasl.mechanism");
  }

  @Test
  void aMissingVariableIsNamed() {
    environment.remove("ACME_KAFKA_SECURITY_PROTOCOL");

    assertThatThrownBy(() -> TopicsConfig.from(environment))
        .hasMessage(
            "ACME_KAFKA_SECURITY_PROTOCOL: missing (expected: matching SASL_SSL|PLAINTEXT)");
  }

  @Test
  void aMalformedVariableIsNamedWithItsValue() {
    environment.put("ACME_KAFKA_BOOTSTRAP_SERVERS", "b-1.example");

    assertThatThrownBy(() -> TopicsConfig.from(environment))
        .hasMessageStartingWith("ACME_KAFKA_BOOTSTRAP_SERVERS: \"b-1.example\" (expected: ");
  }

  @Test
  void anUnknownVariableIsNamed() {
    environment.put("ACME_KAFKA_BOOTSTRAP_SERVER", "b-1.example:9098");

    assertThatThrownBy(() -> TopicsConfig.from(environment))
        .hasMessageStartingWith("ACME_KAFKA_BOOTSTRAP_SERVER: unknown (expected: only [");
  }
}
