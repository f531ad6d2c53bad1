package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.OpenApiExamples.Example;
import com.acme.analytics.integration.OpenApiExamples.Sender;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** What the API takes and answers is what its OpenAPI document says, at both doors. */
@ExtendWith(PlatformExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class OpenApiContractTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CUSTOMER = "openapi";

  /** As documented, but one event is too old. */
  private static final String BATCH =
      """
      {"events": [{"event": "x"}, {"event": "unlucky", "timestamp": "1999-01-01T00:00:00Z"}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final OpenApiDocument document = OpenApiDocument.read();
  private final Platform platform;
  private final Map<Sender, String> keys;

  OpenApiContractTest(Platform platform) {
    this.platform = platform;
    this.keys =
        Map.of(
            Sender.OWNER, platform.newCustomer(CUSTOMER).key(),
            Sender.INGEST, key("--scope", "ingest", "--rate", "1", "--burst", "2"),
            Sender.QUERY, key("--scope", "query"),
            Sender.UNKNOWN, "acme_dev_unknown",
            Sender.NOBODY, "");
  }

  @AfterAll
  void close() {
    http.close();
  }

  @Test
  void eachDocumentedOperationHasItsExamples() {
    Set<String> operations = new TreeSet<>();
    Stream.concat(OpenApiExamples.ofEvents().stream(), OpenApiExamples.ofTheHttpApi().stream())
        .forEach(example -> operations.add(example.request().operation()));

    assertThat(operations).isEqualTo(document.operations());
  }

  @TestFactory
  Stream<DynamicTest> theHttpApiAnswersAsDocumented() {
    return Stream.concat(
            OpenApiExamples.ofEvents().stream(), OpenApiExamples.ofTheHttpApi().stream())
        .map(example -> test(platform.api(), example));
  }

  @TestFactory
  Stream<DynamicTest> theGatewayAnswersAsDocumented() {
    return OpenApiExamples.ofEvents().stream().map(example -> test(platform.gateway(), example));
  }

  @TestFactory
  Stream<DynamicTest> aKeyBeyondItsRateIsRefusedAsDocumented() {
    ApiExchange batch =
        ApiExchange.of(OpenApiExamples.SEND, "{\"event\": \"x\"}\n".repeat(10))
            .withHeader("Content-Type", "application/x-ndjson");
    return Stream.of(platform.api(), platform.gateway())
        .map(
            door ->
                DynamicTest.dynamicTest(
                    door,
                    () ->
                        await("429")
                            .atMost(Duration.ofSeconds(10))
                            .until(() -> checked(door, Sender.INGEST, batch).statusCode() == 429)));
  }

  @Test
  void refusedEventsAreListedCountedAndReplayedAsDocumented() throws Exception {
    ApiExchange batch = ApiExchange.of(OpenApiExamples.SEND, BATCH);
    assertThat(checked(platform.api(), Sender.OWNER, batch).statusCode()).isEqualTo(202);

    ApiExchange list = ApiExchange.of(OpenApiExamples.REJECTED, "").withQuery("event", "unlucky");
    String refused =
        await("the refused event")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(500))
            .until(
                () -> checked(platform.api(), Sender.QUERY, list).body(),
                body -> body.contains("\"unlucky\""));
    ApiExchange counts = ApiExchange.of(OpenApiExamples.REJECTED, "").withQuery("counts", "true");
    assertThat(checked(platform.api(), Sender.QUERY, counts).body())
        .contains("\"timestamp_out_of_range\"");
    String id = JSON.readTree(refused).at("/events/0/event_id").asString();
    ApiExchange trace = ApiExchange.of(OpenApiExamples.TRACE, "/v2/events/" + id + "/trace", "");
    assertThat(checked(platform.api(), Sender.QUERY, trace).body()).contains("\"refused\"");
    ApiExchange replay = ApiExchange.of(OpenApiExamples.REPLAY, "{\"event\": \"unlucky\"}");
    assertThat(checked(platform.api(), Sender.OWNER, replay).body()).contains("\"rejected\":1");
  }

  @Test
  void aDashboardIsSavedChangedAndDeletedAsDocumented() throws Exception {
    String line = OpenApiExamples.DASHBOARD.formatted("line");
    String bar = OpenApiExamples.DASHBOARD.formatted("bar");
    HttpResponse<String> saved =
        checked(platform.api(), Sender.OWNER, ApiExchange.of(OpenApiExamples.POST_DASHBOARD, line));
    String path = "/v2/dashboards/" + JSON.readTree(saved.body()).path("id").asString();
    ApiExchange change =
        ApiExchange.of(OpenApiExamples.PUT_DASHBOARD, path, bar)
            .withHeader("If-Match", saved.headers().firstValue("etag").orElseThrow());
    ApiExchange read = ApiExchange.of(OpenApiExamples.GET_DASHBOARD, path, "");
    ApiExchange versions =
        ApiExchange.of(OpenApiExamples.DASHBOARD_VERSIONS, path + "/versions", "");
    ApiExchange deletion =
        ApiExchange.of(OpenApiExamples.DELETE_DASHBOARD, path, "").withHeader("If-Match", "\"2\"");

    assertThat(checked(platform.api(), Sender.OWNER, change).statusCode()).isEqualTo(200);
    assertThat(checked(platform.api(), Sender.OWNER, change).statusCode()).isEqualTo(412);
    assertThat(checked(platform.api(), Sender.QUERY, read).body()).contains("\"bar\"");
    assertThat(checked(platform.api(), Sender.QUERY, read.withQuery("version", "1")).body())
        .contains("\"line\"");
    assertThat(checked(platform.api(), Sender.QUERY, versions).body()).contains("\"version\":2");
    assertThat(checked(platform.api(), Sender.OWNER, deletion).statusCode()).isEqualTo(204);
    assertThat(checked(platform.api(), Sender.QUERY, read).statusCode()).isEqualTo(404);
  }

  private DynamicTest test(String door, Example example) {
    return DynamicTest.dynamicTest(
        example.toString(),
        () -> {
          HttpResponse<String> answer = checked(door, example.sender(), example.request());
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(example.status());
          assertThat(OpenApiDocument.codeOf(answer)).isEqualTo(example.code());
        });
  }

  /** Sends a request and holds it and its answer against the document. */
  private HttpResponse<String> checked(String door, Sender sender, ApiExchange request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = request.send(http, door, keys.get(sender));
    document.check(request, answer);
    return answer;
  }

  private String key(String... options) {
    return platform.newCustomer(CUSTOMER, options).key();
  }
}
