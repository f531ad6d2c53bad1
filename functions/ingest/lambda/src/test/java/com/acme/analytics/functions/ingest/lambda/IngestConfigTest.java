package com.acme.analytics.functions.ingest.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IngestConfigTest {
  @Test
  void isReadFromTheEnvironment() {
    assertThat(
            IngestConfig.from(IngestPlatform.environment("broker:9098", "keys")).tables().apiKeys())
        .isEqualTo("keys");
  }

  @Test
  void aVariableNobodyReadsRefusesToStart() {
    Map<String, String> environment =
        new HashMap<>(IngestPlatform.environment("broker:9098", "keys"));
    environment.put("ACME_MAX_EVENT_AEG", "P1D");

    assertThatThrownBy(() -> IngestConfig.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "ACME_MAX_EVENT_AEG: unknown (expected: only [ACME_API_KEYS_TABLE,");
  }
}
