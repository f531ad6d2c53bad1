package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** The whole function, between a real ClickHouse and an AWS of two canned answers. */
class QueryHandlerTest {
  private static final String REQUEST =
      """
      {"version": "2.0", "routeKey": "GET /v2/query", "headers": {"X-Api-Key": "key"},
       "queryStringParameters": {"dimensions": "path"},
       "requestContext": {"requestId": "r", "timeEpoch": 1, "http": {"sourceIp": "192.0.2.1"}}}
      """;

  /** S3 names no operation in a header. */
  private static final String EMPTY_ARCHIVE =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

  private HotStore store;
  private HttpServer aws;
  private volatile boolean awsAway;

  @BeforeEach
  void start() throws Exception {
    store = HotStore.start();
    store.insert(
        new CustomerId("acme"), List.of(TestEvent.of(Instant.now(), "/\"quoted\"", Map.of())));
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext("/", this::answer);
    aws.start();
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + aws.getAddress().getPort());
    System.setProperty("aws.region", "eu-west-1");
    System.setProperty("aws.accessKeyId", "id");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterEach
  void stop() throws Exception {
    aws.stop(0);
    store.close();
  }

  @Test
  void aRequestIsAnsweredInThePayloadFormat() {
    Object response = invoke(handler());

    assertThat(PlainJson.at(response, "statusCode")).isEqualTo(200L);
    assertThat(rows(response)).isEqualTo(List.of(List.of("/\"quoted\"", 1L)));
  }

  @Test
  void aTraceIsAnsweredByTheSameFunction() {
    Object response =
        invoke(
            handler(),
            REQUEST
                .replace("GET /v2/query", "GET /v2/events/{event_id}/trace")
                .replace(
                    "\"queryStringParameters\": {\"dimensions\": \"path\"}",
                    "\"pathParameters\": {\"event_id\": \"" + UUID.randomUUID() + "\"}"));

    assertThat(PlainJson.at(response, "statusCode")).isEqualTo(200L);
    assertThat((String) PlainJson.at(response, "body"))
        .contains("\"status\":\"unknown\"", "\"partial\":false");
  }

  @Test
  void graphQlIsAnsweredByTheSameFunction() {
    Object response =
        invoke(
            handler(),
            REQUEST
                .replace("GET /v2/query", "POST /v2/graphql")
                .replace(
                    "\"queryStringParameters\": {\"dimensions\": \"path\"}",
                    "\"body\": \"{\\\"query\\\": \\\"{query(input: {}) {rows}}\\\"}\""));

    assertThat(PlainJson.at(response, "statusCode")).isEqualTo(200L);
    assertThat(PlainJson.at(response, "body")).isEqualTo("{\"data\":{\"query\":{\"rows\":[[1]]}}}");
  }

  @Test
  void aSnapshotHoldsNoConnectionAndEveryRestoreAnswers() throws Exception {
    QueryHandler handler = handler();
    handler.beforeCheckpoint(null);

    for (int restore = 0; restore < 2; restore++) {
      handler.afterRestore(null);
      assertThat(rows(invoke(handler))).isEqualTo(List.of(List.of("/\"quoted\"", 1L)));
      handler.beforeCheckpoint(null);
    }
  }

  @Test
  void aSecretThatCannotBeReadIsAskedForAgainWithTheNextRequest() throws Exception {
    QueryHandler handler = handler();
    awsAway = true;
    handler.beforeCheckpoint(null);
    handler.afterRestore(null);

    assertThat(PlainJson.at(invoke(handler), "statusCode")).isEqualTo(503L);

    awsAway = false;
    assertThat(PlainJson.at(invoke(handler), "statusCode")).isEqualTo(200L);
  }

  private QueryHandler handler() {
    Map<String, String> variables = new HashMap<>(QueryConfigTest.VARIABLES);
    variables.put("ACME_CLICKHOUSE_URL", store.engine().engine().url().toString());
    return new QueryHandler(QueryConfig.from(variables), MetricsFactory.getMetricsInstance());
  }

  private static Object invoke(QueryHandler handler) {
    return invoke(handler, REQUEST);
  }

  private static Object invoke(QueryHandler handler, String request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), out, null);
    return PlainJson.read(out.toByteArray());
  }

  private static Object rows(Object response) {
    String body = (String) PlainJson.at(response, "body");
    return PlainJson.at(PlainJson.read(body.getBytes(StandardCharsets.UTF_8)), "rows");
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    boolean secret = target != null && target.endsWith("GetSecretValue");
    String password = store.engine().engine().account(Role.QUERY).password();
    String answer =
        secret
            ? "{\"SecretString\": \"{\\\"username\\\":\\\"acme_query\\\",\\\"password\\\":\\\"%s\\\"}\"}"
                .formatted(password)
            : """
              {"Item": {"key_hash": {"S": "hash"}, "customer_id": {"S": "acme"},
               "scopes": {"SS": ["query"]}, "events_per_second": {"N": "10"}, "burst": {"N": "20"}}}
              """;
    byte[] body = (target == null ? EMPTY_ARCHIVE : answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(awsAway ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
