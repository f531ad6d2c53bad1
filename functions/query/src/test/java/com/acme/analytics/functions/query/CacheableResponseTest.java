package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheableResponseTest {
  private static final String ANSWER =
      """
      {"columns":[{"name":"elapsed_ms","type":"string"},{"name":"count","type":"integer"}],
       "rows":[["hot",2],[null,1.50]],
       "meta":{"tiers":[{"name":"lake","available":true,"freshness_ms":840,"elapsed_ms":12}],
        "exact":true,"relative_error":0,"partial":false,"truncated":false,"elapsed_ms":13}}
      """;

  @Test
  void theSameFiguresAtAnotherTimeHaveTheSameTag() {
    String later =
        ANSWER
            .replace("840", "null")
            .replace("\"elapsed_ms\":12", "\"elapsed_ms\":3,\"cached\":true")
            .replace("13}", "4}");

    assertThat(later).isNotEqualTo(ANSWER);
    assertThat(tag(later)).isEqualTo(tag(ANSWER)).matches("W/\"[0-9a-f]{32}\"");
  }

  @Test
  void whateverElseIsSaidHasAnotherTag() {
    assertThat(
            new String[] {
              ANSWER.replace("\"hot\",2", "\"hot\",3"),
              ANSWER.replace("\"hot\",2", "\"hot\",\"2\""),
              ANSWER.replace("null,1.50", "\"null\",1.50"),
              ANSWER.replace("elapsed_ms\",\"type", "elapsed\",\"type"),
              ANSWER.replace("\"hot\",2],[null", "\"hot\",2,null"),
              ANSWER.replace("lake", "warm"),
              ANSWER.replace("\"truncated\":false", "\"truncated\":true"),
              ANSWER.replace("\"partial\":false", "\"partial\":true")
            })
        .extracting(CacheableResponseTest::tag)
        .doesNotContain(tag(ANSWER))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsPastAndWholeIsKeptForAMinuteAndAllElseForASecond() {
    assertThat(kept("GET /v2/query", ANSWER)).isEqualTo("private, max-age=60");
    assertThat(kept("GET /v2/query", ANSWER.replace("lake", "hot")))
        .isEqualTo("private, max-age=1");
    assertThat(kept("GET /v2/query", ANSWER.replace("\"available\":true", "\"available\":false")))
        .isEqualTo("private, max-age=1");
    assertThat(kept("GET /v2/query", ANSWER.replace("\"partial\":false", "\"partial\":true")))
        .isEqualTo("private, max-age=1");
    assertThat(kept("POST /v2/query", ANSWER)).isEqualTo("private, max-age=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"other\", %s", "*"})
  void whoHasTheAnswerIsToldSoWithoutIt(String condition) {
    HttpResponse response = respond("GET /v2/query", ANSWER, condition.formatted(tag(ANSWER)));

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers())
        .containsOnlyKeys("etag", "cache-control", "vary")
        .containsEntry("etag", tag(ANSWER))
        .containsEntry("vary", "x-api-key");
  }

  @Test
  void aStrongTagOfTheSameTextMatchesToo() {
    assertThat(respond("GET /v2/query", ANSWER, tag(ANSWER).substring(2)).status()).isEqualTo(304);
  }

  @Test
  void whoHasAnotherAnswerOrAsksByPostIsToldThisOne() {
    for (HttpResponse response :
        new HttpResponse[] {
          respond("GET /v2/query", ANSWER, "W/\"other\""),
          respond("GET /v2/query", ANSWER, ""),
          respond("POST /v2/query", ANSWER, tag(ANSWER))
        }) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(ANSWER.getBytes(StandardCharsets.UTF_8));
      assertThat(response.headers()).containsEntry("content-type", "application/json");
    }
  }

  private static String tag(String answer) {
    return respond("GET /v2/query", answer, "").headers().get("etag");
  }

  private static String kept(String route, String answer) {
    return respond(route, answer, "").headers().get("cache-control");
  }

  private static HttpResponse respond(String route, String answer, String condition) {
    HttpRequest request =
        new HttpRequest(
            route,
            condition.isEmpty() ? Map.of() : Map.of("if-none-match", condition),
            Map.of(),
            Map.of(),
            new byte[0],
            "127.0.0.1",
            "request-1",
            0);
    return CacheableResponse.of(request, answer.getBytes(StandardCharsets.UTF_8));
  }
}
