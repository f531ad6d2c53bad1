package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GatewayPlatform.Resolver.class)
final class HttpTest {
  private static final int SEVEN_MIB = 7 * 1024 * 1024;

  private static GatewayPlatform platform;
  private static Gateway gateway;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open(GatewayPlatform shared) {
    platform = shared;
    gateway = shared.gateway();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource
  void eventsComeInOverHttp1AndOverHttp2ByUpgrade(Version version) throws Exception {
    UUID id = UUID.randomUUID();

    HttpResponse<String> answer =
        send(post("/v2/events", BodyPublishers.ofString(batchOf(id))).version(version));

    assertThat(answer.version()).isEqualTo(version);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"results\":[]}");
    assertThat(platform.published(Set.of(id))).containsOnlyKeys(id);
  }

  @Test
  void eventsComeInOverHttp2WithPriorKnowledge() {
    UUID id = UUID.randomUUID();

    AggregatedHttpResponse answer =
        WebClient.of("h2c://127.0.0.1:" + gateway.port())
            .prepare()
            .post("/v2/events/single")
            .header("x-api-key", GatewayPlatform.KEY)
            .content(MediaType.JSON, "{\"event_id\":\"" + id + "\",\"event\":\"one\"}")
            .execute()
            .aggregate()
            .join();

    assertThat(answer.status().code()).isEqualTo(202);
    assertThat(answer.contentUtf8()).isEqualTo("{\"event_id\":\"" + id + "\"}");
    assertThat(platform.published(Set.of(id))).containsOnlyKeys(id);
  }

  @Test
  void compressedBodiesAreTakenIn() throws Exception {
    UUID id = UUID.randomUUID();
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(batchOf(id).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> answer =
        send(
            post("/v2/events", BodyPublishers.ofByteArray(zipped.toByteArray()))
                .header("content-encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(platform.published(Set.of(id))).containsOnlyKeys(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/track", "/v1/t", "/v1/batch", "/v1/import/"})
  void segmentsMessagesComeIn(String path) throws Exception {
    UUID id = UUID.randomUUID();

    HttpResponse<String> answer =
        send(
            post(
                path,
                BodyPublishers.ofString("{\"messageId\":\"" + id + "\",\"event\":\"seen\"}")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(platform.published(Set.of(id))).containsOnlyKeys(id);
  }

  @Test
  void whatAClientGotWrongIsNoFailureOfOurs() throws Exception {
    assertProblem(send(request("/v2/events").GET()), 405, "method_not_allowed");
    assertProblem(send(post("/v1/nothing", BodyPublishers.noBody())), 404, "not_found");
    assertProblem(send(post("/v2/events", BodyPublishers.ofString("{"))), 400, "malformed_json");
    assertProblem(
        send(
            request("/v2/events")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{}"))),
        401,
        "missing_api_key");
  }

  @Test
  void aBodyOverTheLimitIsRefusedInWords() throws Exception {
    byte[] body = new byte[SEVEN_MIB];

    assertProblem(
        send(post("/v2/events", BodyPublishers.ofByteArray(body))), 413, "body_too_large");
    // Without a length in its headers.
    assertProblem(
        send(
            post("/v2/events", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
        413,
        "body_too_large");
  }

  @Test
  void browsersOfAnyOriginMayPostEvents() throws Exception {
    AggregatedHttpResponse preflight =
        WebClient.of("http://127.0.0.1:" + gateway.port())
            .execute(
                RequestHeaders.builder(HttpMethod.OPTIONS, "/v2/events")
                    .set("origin", "https://shop.example")
                    .set("access-control-request-method", "POST")
                    .set("access-control-request-headers", "x-api-key,content-type")
                    .build())
            .aggregate()
            .join();

    assertThat(preflight.status().isSuccess()).isTrue();
    assertThat(preflight.headers().get("access-control-allow-origin")).isEqualTo("*");
    assertThat(preflight.headers().get("access-control-allow-methods")).contains("POST");
    assertThat(preflight.headers().get("access-control-allow-headers")).contains("x-api-key");
  }

  @Test
  void healthAndMetricsAreOnTheSamePort() throws Exception {
    send(post("/v2/events", BodyPublishers.ofString(batchOf(UUID.randomUUID()))));

    assertThat(send(request("/healthz").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/readyz").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/metrics").GET()).body())
        .containsPattern("(?m)^acme_ingest_events_accepted_total [1-9]")
        .contains("acme_ingest_events_rejected_total{reason=\"invalid_event\"} 0")
        .contains("acme_ingest_events_limited_total 0")
        .contains("acme_ingest_events_unacknowledged_total 0")
        .contains("acme_ingest_requests_refused_total{reason=\"overloaded\"} 0")
        .contains("acme_ingest_produce_latency_ms_bucket{le=\"2000.0\"}")
        .contains("acme_ingest_produce_latency_ms_count");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  private static String batchOf(UUID id) {
    return "{\"events\":[{\"event_id\":\"" + id + "\",\"event\":\"seen\"}]}";
  }

  private static HttpRequest.Builder post(String path, BodyPublisher body) {
    return request(path)
        .header("content-type", "application/json")
        .header("x-api-key", GatewayPlatform.KEY)
        .POST(body);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .version(Version.HTTP_1_1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
