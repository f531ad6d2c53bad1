package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is posted, the answer is typed, never a 5xx, and nothing of a refused batch is stored.
 */
@ExtendWith(PlatformExtension.class)
class BadInputScenarioTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Platform platform;

  BadInputScenarioTest(Platform platform) {
    this.platform = platform;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"events\":[{\"event\":\"ok\"},{\"event\":}]} | 400 | malformed_json",
        "{\"events\":[{\"event\":\"ok\"} | 400 | malformed_json",
        "{\"events\":[{\"event\":\"\\ud8zz\"}]} | 400 | malformed_json",
        "{\"events\":[]} | 400 | empty_batch",
        "{\"other\":1} | 400 | invalid_batch",
        "[1,2] | 400 | invalid_batch",
      })
  void aBodyThatIsNoBatchIsAProblemWithItsOwnCode(String body, int status, String code) {
    assertAtBothDoors(door -> door.post(body), status, code);
  }

  @Test
  void nothingOfABodyThatBreaksOffIsStored() {
    Client customer = platform.newCustomer("bad-input-broken-off");
    String body = "{\"events\":[{\"event\":\"before\"},{\"event\":}]}";

    assertProblem(customer.post(body), 400, "malformed_json");
    assertProblem(customer.at(platform.gateway()).post(body), 400, "malformed_json");
    customer.post("{\"events\":[{\"event\":\"after\"}]}");
    customer.awaitCount(1);
  }

  @Test
  void eventsThatNoStoreCouldHoldAreRefusedAlone() {
    Client customer = platform.newCustomer("bad-input-strange-events");
    Instant now = Instant.now();
    String body =
        """
        {"events":[
          {"event":"fine"},
          {"event":"huge","properties":{"n":1e400}},
          {"event":"long","properties":{"n":%s}},
          {"event":"deep","properties":%s},
          {"event":"half","properties":{"text":"\\ud800"}},
          {"event":"half","properties":{"\\udc00":"name"}},
          {"event":"twice","properties":{"a":1,"\\u0061":2}},
          {"event":"future","timestamp":"%s"},
          {"event":"far future","timestamp":"9999-12-31T23:59:59Z"},
          {"event":"long ago","timestamp":"0001-01-01T00:00:00Z"},
          {"event":"wrong clock","timestamp":"%s","sent_at":"%s"}]}"""
            .formatted(
                "9".repeat(10_000),
                "{\"a\":".repeat(40) + "1" + "}".repeat(40),
                now.plus(Duration.ofHours(1)),
                now.plus(Duration.ofDays(800)),
                now.plus(Duration.ofDays(800)));

    for (String door : List.of(platform.api(), platform.gateway())) {
      HttpResponse<String> response = customer.at(door).post(body);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
      assertThat(response.body()).hasSizeLessThan(10_000);
      JsonNode answer = JSON.readTree(response.body());
      assertThat(answer.get("accepted").asInt()).as(response.body()).isEqualTo(2);
      assertThat(answer.get("results").valueStream().filter(result -> result.has("code")))
          .extracting(result -> result.get("index").asInt() + " " + result.get("code").asString())
          .containsExactly(
              "1 invalid_event",
              "2 invalid_event",
              "3 nested_too_deeply",
              "4 invalid_event",
              "5 invalid_event",
              "6 invalid_event",
              "7 timestamp_out_of_range",
              "8 timestamp_out_of_range",
              "9 timestamp_out_of_range");
    }
    customer.awaitCount(4);
  }

  @Test
  void aBodyThatIsNotUtf8IsAProblem() {
    byte[] body = "{\"events\":[{\"event\":\"caf\u00e9\"}]}".getBytes(StandardCharsets.ISO_8859_1);

    assertAtBothDoors(door -> door.post("application/json", body), 400, "invalid_encoding");
  }

  @Test
  void aDeeplyNestedBodyIsAProblem() {
    String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertAtBothDoors(
        door -> door.post("{\"events\":[{\"event\":\"x\",\"properties\":" + deep + "}]}"),
        400,
        "nested_too_deeply");
  }

  @Test
  void aWrongContentTypeIsAProblem() {
    assertAtBothDoors(
        door -> door.post("text/csv", "a,b".getBytes(StandardCharsets.UTF_8)),
        415,
        "unsupported_content_type");
  }

  @Test
  void aBatchOfTooManyEventsIsAProblem() {
    String events =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "{\"event\":\"x\"}")
            .collect(Collectors.joining(","));

    assertAtBothDoors(door -> door.post("{\"events\":[" + events + "]}"), 413, "batch_too_large");
  }

  @Test
  void aSmallBodyThatBecomesAHugeOneIsAProblem() {
    byte[] bomb = gzip(new byte[7 * 1024 * 1024]);
    assertThat(bomb).hasSizeLessThan(16 * 1024);

    assertAtBothDoors(door -> door.postCompressed("gzip", bomb), 413, "body_too_large");
  }

  @Test
  void aBodyThatIsNotCompressedAsItSaysIsAProblem() {
    byte[] plain = "{\"events\":[{\"event\":\"x\"}]}".getBytes(StandardCharsets.UTF_8);
    byte[] packed = gzip(plain);
    byte[] cut = Arrays.copyOf(packed, packed.length - 6);

    assertAtBothDoors(door -> door.postCompressed("gzip", plain), 400, "invalid_compression");
    assertAtBothDoors(door -> door.postCompressed("gzip", cut), 400, "invalid_compression");
  }

  @Test
  void aSlowClientHoldsUpNobodyElse() throws IOException {
    Client customer = platform.newCustomer("bad-input-slow-client");

    try (RoughClient slow = new RoughClient(platform.gateway())) {
      slow.send(
          "POST /v2/events HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
              + "content-length: 100\r\n\r\n{");

      assertThat(customer.at(platform.gateway()).post("{\"events\":[{\"event\":\"x\"}]}"))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(202);
      customer.awaitCount(1);
    }
  }

  @Test
  void aFloodOfHeadersIsRefusedAndOthersAreServed() throws IOException {
    String flood = "x-flood: " + "a".repeat(1_000) + "\r\n";

    try (RoughClient client = new RoughClient(platform.gateway())) {
      client.send("POST /v2/events HTTP/1.1\r\nhost: a\r\n" + flood.repeat(20) + "\r\n");

      assertThat(client.statusLine())
          .as("refused, or the connection was closed")
          .matches("HTTP/1\\.1 431 .*|");
    }
    assertProblem(developer().at(platform.gateway()).post("{\"events\":[]}"), 400, "empty_batch");
  }

  @Test
  void aBodyOverTheGatewaysLimitIsRefused() {
    byte[] body = new byte[11 * 1024 * 1024];

    assertThat(developer().post("application/json", body).statusCode()).isEqualTo(413);
  }

  @Test
  void anUnknownOrMissingKeyIsAProblem() {
    for (String door : List.of(platform.api(), platform.gateway())) {
      assertProblem(
          new Client(door, "acme_dev_unknown").post("{\"events\":[{\"event\":\"x\"}]}"),
          401,
          "unknown_api_key");
      assertProblem(
          new Client(door, "").post("{\"events\":[{\"event\":\"x\"}]}"), 401, "missing_api_key");
    }
    assertProblem(
        new Client(platform.api(), "acme_dev_unknown").queryResponse("measures", "count"),
        401,
        "unknown_api_key");
  }

  @Test
  void oneBadEventOfABatchIsRefusedAloneAndNamed() {
    Client customer = platform.newCustomer("bad-input-one-of-three");

    HttpResponse<String> response =
        customer.post(
            """
            {"events":[
              {"event":"first"},
              {"event":"second","timestamp":"yesterday"},
              {"event":"third"}]}""");

    assertThat(response.statusCode()).isEqualTo(202);
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    assertThat(answer.get("rejected").asInt()).isEqualTo(1);
    JsonNode refused =
        answer
            .get("results")
            .valueStream()
            .filter(result -> result.get("index").asInt() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(refused.get("code").asString()).isEqualTo("invalid_event");
    assertThat(refused.get("pointer").asString()).isEqualTo("/events/1/timestamp");
    assertThat(refused.get("detail").asString()).contains("yesterday");
    customer.awaitCount(2);
  }

  @ParameterizedTest
  @CsvSource({
    "measures, median:bytes",
    "granularity, 7m",
    "from, yesterday",
    "filter, status:like:4",
    "limit, -1",
  })
  void aBadQueryParameterIsAProblemThatNamesIt(String parameter, String value) {
    HttpResponse<String> response = developer().queryResponse(parameter, value);

    assertProblem(response, 400, "invalid_query");
    assertThat(response.body()).contains(parameter);
  }

  private Client developer() {
    return new Client(platform.api(), platform.developmentKey());
  }

  private void assertAtBothDoors(
      Function<Client, HttpResponse<String>> post, int status, String code) {
    for (String door : List.of(platform.api(), platform.gateway())) {
      assertProblem(post.apply(developer().at(door)), status, code);
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).isNotBlank();
  }
}
