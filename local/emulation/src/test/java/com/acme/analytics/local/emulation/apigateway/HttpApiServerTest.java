package com.acme.analytics.local.emulation.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.Cors;
import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one server for all
class HttpApiServerTest {
  private static final Instant NOW = Instant.parse("2020-03-12T19:03:58.390Z");

  private volatile byte[] event;
  private volatile CompletableFuture<InvokeResult> result;

  private final HttpApiServer gateway =
      new HttpApiServer(
          new HttpApi(
              "Api",
              "a1b2c3d4e5",
              "eu-west-1",
              List.of(
                  route("POST /v2/events", Duration.ofSeconds(30)),
                  route("GET /items/{id}", Duration.ofSeconds(30)),
                  route("PUT /v2/schemas/{event}/{version}", Duration.ofSeconds(30)),
                  route("GET /slow", Duration.ofMillis(50))),
              Optional.of(
                  new Cors(
                      List.of("http://dashboard"),
                      List.of("GET", "POST", "PUT"),
                      List.of("x-api-key"),
                      List.of(),
                      Optional.of(Duration.ofHours(1)),
                      false))),
          0,
          (function, payload) -> {
            event = payload;
            return result;
          },
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void answerWithTwoHundred() {
    event = new byte[0];
    result = success("{\"ok\":true}");
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void theEventHasPayloadFormatTwo(HttpClient.Version version) throws Exception {
    if (version.name().equals("HTTP_3")) {
      return;
    }
    send(
        request("/items/a%20b?x=1&x=2&y=%2B")
            .version(version)
            .header("X-Api-Key", "k")
            .header("X-Many", "one")
            .header("X-Many", "two")
            .header("Cookie", "a=1; b=2")
            .header("User-Agent", "test"));

    JsonNode json = JsonMapper.shared().readTree(event);
    assertThat(json.path("version").asString()).isEqualTo("2.0");
    assertThat(json.path("routeKey").asString()).isEqualTo("GET /items/{id}");
    assertThat(json.path("rawPath").asString()).isEqualTo("/items/a b");
    assertThat(json.path("rawQueryString").asString()).isEqualTo("x=1&x=2&y=%2B");
    assertThat(json.path("queryStringParameters").toString())
        .isEqualTo("{\"x\":\"1,2\",\"y\":\"+\"}");
    assertThat(json.path("pathParameters").toString()).isEqualTo("{\"id\":\"a b\"}");
    assertThat(json.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    assertThat(json.path("headers").path("x-api-key").asString()).isEqualTo("k");
    assertThat(json.path("headers").path("x-many").asString()).isEqualTo("one,two");
    assertThat(json.path("headers").has("cookie")).isFalse();
    assertThat(json.has("body")).isFalse();
    assertThat(json.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode context = json.path("requestContext");
    assertThat(context.path("apiId").asString()).isEqualTo("a1b2c3d4e5");
    assertThat(context.path("stage").asString()).isEqualTo("$default");
    assertThat(context.path("time").asString()).isEqualTo("12/Mar/2020:19:03:58 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(context.path("http").toString())
        .isEqualTo(
            "{\"method\":\"GET\",\"path\":\"/items/a b\",\"protocol\":\"HTTP/1.1\","
                + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"test\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, {}, false",
    "application/json; charset=utf-8, {}, false",
    "text/csv, {}, false",
    "application/x-ndjson, e30=, true",
    "application/x-www-form-urlencoded, e30=, true"
  })
  void aTextBodyIsTextAndAnyOtherIsBase64(String contentType, String body, boolean base64)
      throws Exception {
    send(post("{}").header("Content-Type", contentType));

    JsonNode json = JsonMapper.shared().readTree(event);
    assertThat(json.path("body").asString()).isEqualTo(body);
    assertThat(json.path("isBase64Encoded").asBoolean()).isEqualTo(base64);
  }

  @ParameterizedTest
  @CsvSource({"gzip, H4sIAAAAAAAA/6uuBQBDv6ajAgAAAA==", "deflate, eA==", "zstd, KLUv/SACEQAAe30="})
  void aCompressedBodyReachesTheFunctionAsItIs(String encoding, String body) throws Exception {
    send(
        request("/v2/events")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Base64.getDecoder().decode(body)))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", encoding));

    JsonNode json = JsonMapper.shared().readTree(event);
    assertThat(json.path("body").asString()).isEqualTo(body);
    assertThat(json.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(json.path("headers").path("content-encoding").asString()).isEqualTo(encoding);
  }

  @ParameterizedTest
  @CsvSource({
    "page%20viewed, page viewed",
    "caf%C3%A9, café",
    "50%25, 50%",
    "a%252Fb, a%2Fb",
    "a+b, a+b",
    "a%3Ab, a:b"
  })
  void aPathParameterIsDecodedOnce(String encoded, String decoded) throws Exception {
    send(
        request("/v2/schemas/" + encoded + "/2")
            .PUT(HttpRequest.BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json"));

    JsonNode json = JsonMapper.shared().readTree(event);
    assertThat(json.path("routeKey").asString()).isEqualTo("PUT /v2/schemas/{event}/{version}");
    assertThat(json.path("pathParameters").path("event").asString()).isEqualTo(decoded);
    assertThat(json.path("pathParameters").path("version").asString()).isEqualTo("2");
  }

  /** An HTTP API decodes a path before it looks for the route. */
  @Test
  void anEncodedSlashSeparatesSegments() throws Exception {
    assertAnswer(
        send(request("/v2/schemas/a%2Fb/1").PUT(HttpRequest.BodyPublishers.ofString("{}"))),
        404,
        "{\"message\":\"Not Found\"}");
  }

  @Test
  void anAnswerWithoutAStatusCodeIsTheBodyOfA200() throws Exception {
    HttpResponse<String> response = send(post("{}"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"ok\":true}");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
  }

  @Test
  void anAnswerWithAStatusCodeIsTheResponse() throws Exception {
    result =
        success(
            "{\"statusCode\":202,\"headers\":{\"X-A\":\"b\",\"Content-Length\":\"999\"},"
                + "\"cookies\":[\"c=1\",\"d=2\"],\"body\":\"aGk=\",\"isBase64Encoded\":true}");

    HttpResponse<String> response = send(post("{}"));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("hi");
    assertThat(response.headers().firstValue("x-a")).contains("b");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("c=1", "d=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json",
        "{\"statusCode\":\"many\"}",
        "{\"statusCode\":200,\"body\":{}}",
        "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
        "{\"statusCode\":99}"
      })
  void anAnswerOfTheWrongFormIsA502(String payload) throws Exception {
    result = success(payload);

    assertAnswer(send(post("{}")), 502, "{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void aFunctionErrorIsA502() throws Exception {
    result =
        CompletableFuture.completedFuture(
            new InvokeResult.FunctionError("{}".getBytes(StandardCharsets.UTF_8)));

    assertAnswer(send(post("{}")), 502, "{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void aThrottledFunctionIsA500() throws Exception {
    result =
        CompletableFuture.completedFuture(
            new InvokeResult.Refused(429, "TooManyRequestsException", "Rate Exceeded."));

    assertAnswer(send(post("{}")), 500, "{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void aPayloadThatIsTooLargeForLambdaIsA413() throws Exception {
    result =
        CompletableFuture.completedFuture(
            new InvokeResult.Refused(413, "RequestTooLargeException", "too large"));

    assertAnswer(send(post("{}")), 413, "{\"message\":\"Request Too Long\"}");
  }

  @Test
  void aBodyOverTenMegabytesIsA413() throws Exception {
    assertAnswer(
        send(post("x".repeat(10 * 1024 * 1024 + 1))), 413, "{\"message\":\"Request Too Long\"}");
    assertThat(event).isEmpty();
  }

  @Test
  void anIntegrationThatTakesTooLongIsA503() throws Exception {
    result = new CompletableFuture<>();

    assertAnswer(send(request("/slow")), 503, "{\"message\":\"Service Unavailable\"}");
    assertThat(result).isNotDone();
  }

  @Test
  void anUnknownRouteIsA404() throws Exception {
    assertAnswer(send(request("/nowhere")), 404, "{\"message\":\"Not Found\"}");
  }

  @Test
  void headersOverTenKibibytesAreA431() throws Exception {
    assertAnswer(
        send(request("/items/1").header("X-Long", "x".repeat(11_000))),
        431,
        "{\"message\":\"Request Header Fields Too Large\"}");
  }

  @Test
  void aPreflightRequestIsAnsweredByTheGateway() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v2/events")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://dashboard")
                .header("Access-Control-Request-Method", "POST"));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("access-control-allow-origin"))
        .contains("http://dashboard");
    assertThat(response.headers().firstValue("access-control-allow-methods"))
        .contains("GET,POST,PUT");
    assertThat(response.headers().firstValue("access-control-allow-headers")).contains("x-api-key");
    assertThat(response.headers().firstValue("access-control-max-age")).contains("3600");
    assertThat(event).isEmpty();
  }

  @Test
  void theConfiguredCorsHeadersReplaceTheFunctions() throws Exception {
    result = success("{\"statusCode\":200,\"headers\":{\"access-control-allow-origin\":\"*\"}}");

    assertThat(
            send(post("{}").header("Origin", "http://dashboard"))
                .headers()
                .firstValue("access-control-allow-origin"))
        .contains("http://dashboard");
    assertThat(
            send(post("{}").header("Origin", "http://elsewhere"))
                .headers()
                .firstValue("access-control-allow-origin"))
        .isEmpty();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private HttpRequest.Builder post(String body) {
    return request("/v2/events").POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String body) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  private static CompletableFuture<InvokeResult> success(String payload) {
    return CompletableFuture.completedFuture(
        new InvokeResult.Success(payload.getBytes(StandardCharsets.UTF_8)));
  }

  private static Route route(String key, Duration timeout) {
    return new Route(key, "function", timeout, Optional.empty(), List.of());
  }
}
