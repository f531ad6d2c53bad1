package com.acme.analytics.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PayloadFormatTest {
  @Test
  void readsAPost() throws Exception {
    HttpRequest request = read("post-events.json");

    assertThat(request.routeKey()).isEqualTo("POST /v2/events");
    assertThat(request.header("content-type")).contains("application/json");
    assertThat(request.header("x-api-key")).contains("acme_dev_example");
    assertThat(request.header("absent")).isEmpty();
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"events\":[{\"event\":\"café\"}]}");
    assertThat(request.sourceIp()).isEqualTo("192.0.2.1");
    assertThat(request.requestId()).isEqualTo("JKJaXmPLvHcESHA=");
    assertThat(request.timeEpochMillis()).isEqualTo(1_583_348_638_390L);
    assertThat(request.query()).isEmpty();
  }

  @Test
  void readsABase64Body() throws Exception {
    assertThat(read("post-binary.json").body()).containsExactly(0xFF, 0x00, 0x7B);
  }

  @Test
  void readsAGetWithParameters() throws Exception {
    HttpRequest request = read("get-query.json");

    assertThat(request.routeKey()).isEqualTo("GET /v2/things/{id}");
    assertThat(request.query()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1,2", "b", ""));
    assertThat(request.pathParameters()).containsExactlyEntriesOf(Map.of("id", "x/y"));
    assertThat(request.body()).isEmpty();
  }

  @Property
  void everyBodyArrives(@ForAll String text) {
    HttpResponse response =
        HttpResponse.json(202, text.getBytes(StandardCharsets.UTF_8)).withHeader("x-a", "b");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PayloadFormat.write(response, out);

    // A response's body stands where a request's does.
    HttpRequest read = PayloadFormat.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.body()).isEqualTo(response.body());
    assertThat(read.headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("content-type", "application/json", "x-a", "b"));
  }

  @Test
  void writesAProblem() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PayloadFormat.write(HttpResponse.problem(new Problem(ErrorCode.EMPTY_BATCH, "events: 0")), out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(
            "{\"statusCode\":400,\"headers\":{\"content-type\":\"application/problem+json\"},"
                + "\"isBase64Encoded\":false,\"body\":\"{\\\"type\\\":");
  }

  private static HttpRequest read(String name) throws IOException {
    try (InputStream in = PayloadFormatTest.class.getResourceAsStream(name)) {
      return PayloadFormat.read(in);
    }
  }
}
