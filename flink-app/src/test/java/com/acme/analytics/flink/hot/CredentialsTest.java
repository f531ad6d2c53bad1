package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CredentialsTest {
  @Test
  void theSecretsObjectMayHaveMoreThanNameAndPassword() {
    assertThat(
            Credentials.parse(
                """
                {"engine": {"a": [1]}, "username": "acme_ingest", "password": "p\\u0061ss"}
                """))
        .isEqualTo(new Credentials("acme_ingest", "pass"));
  }

  @Test
  void aSecretWithoutAPasswordIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> Credentials.parse("{\"username\": \"hidden\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no password")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void thePasswordIsNotInTheText() {
    assertThat(new Credentials("user", "hidden").toString()).doesNotContain("hidden");
  }
}
