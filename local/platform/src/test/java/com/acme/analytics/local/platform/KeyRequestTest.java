package com.acme.analytics.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRequestTest {
  @Test
  void whatIsNotGivenIsLeftToTheFunction() {
    assertThat(json(new KeyRequest("dev", List.of(), null, null)))
        .isEqualTo("{\"customer_id\":\"dev\"}");
  }

  @Test
  void scopesAndLimitsAreGivenAsTheFunctionReadsThem() {
    assertThat(json(new KeyRequest("dev", List.of("ingest", "query"), 500L, 1_000L)))
        .isEqualTo(
            "{\"customer_id\":\"dev\",\"scopes\":[\"ingest\",\"query\"],"
                + "\"events_per_second\":500,\"burst\":1000}");
  }

  private static String json(KeyRequest request) {
    return new String(request.toJson(), StandardCharsets.UTF_8);
  }
}
