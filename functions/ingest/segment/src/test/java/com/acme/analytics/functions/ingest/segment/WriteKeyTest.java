package com.acme.analytics.functions.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WriteKeyTest {
  @Test
  void theUserOfBasicAuthenticationIsTheKey() {
    assertThat(WriteKey.of(request("authorization", "Basic " + base64("acme_dev_1:"))))
        .hasValue("acme_dev_1");
    assertThat(WriteKey.of(request("authorization", "basic " + base64("acme_dev_1:secret"))))
        .hasValue("acme_dev_1");
  }

  @Test
  void aLibraryMayForgetTheColon() {
    assertThat(WriteKey.of(request("authorization", "Basic " + base64("acme_dev_1"))))
        .hasValue("acme_dev_1");
  }

  @Test
  void ourOwnHeaderIsAsGood() {
    assertThat(WriteKey.of(request("x-api-key", "acme_dev_1"))).hasValue("acme_dev_1");
  }

  @Test
  void whatIsNoKeyIsNone() {
    assertThat(WriteKey.of(request("authorization", "Basic %%%"))).isEmpty();
    assertThat(WriteKey.of(request("authorization", "Basic " + base64(":x")))).isEmpty();
    assertThat(WriteKey.of(request("authorization", "Bearer token"))).isEmpty();
    assertThat(WriteKey.of(request("x-other", "acme_dev_1"))).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpRequest request(String header, String value) {
    return new HttpRequest(
        "POST /v1/track", Map.of(header, value), Map.of(), Map.of(), new byte[0], "", "", 0);
  }
}
