package com.acme.analytics.functions.query.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Against Athena's protocol as its API reference writes it: canned answers, recorded requests. */
class AthenaLakeTest {
  private static final String STARTED = "{\"QueryExecutionId\": \"e-1\"}";
  private static final String RUNNING = execution("RUNNING", "");
  private static final String SUCCEEDED = execution("SUCCEEDED", "");

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private AthenaLake lake;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    AthenaClient client =
        AthenaClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    lake =
        new AthenaLake(
            client,
            new LakeAddress.Athena("acme-prod-query", "awsdatacatalog", "db"),
            Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    lake.close();
    server.stop(0);
  }

  @Test
  void rowsOfAllPagesAreToldWithoutTheHeader() {
    answers.addAll(
        List.of(
            STARTED,
            RUNNING,
            SUCCEEDED,
            """
            {"ResultSet": {"Rows": [{"Data": [{"VarCharValue": "k0"}, {"VarCharValue": "n"}]},
              {"Data": [{"VarCharValue": "/"}, {"VarCharValue": "2"}]}]}, "NextToken": "more"}
            """,
            """
            {"ResultSet": {"Rows": [{"Data": [{}, {"VarCharValue": "1"}]}]}}
            """));
    List<List<String>> rows = new ArrayList<>();

    lake.run("SELECT k0, n FROM events WHERE customer_id = ?", List.of("o'neill"), rows::add);

    assertThat(rows).containsExactly(List.of("/", "2"), Arrays.asList(null, "1"));
    assertThat(requests.getFirst())
        .startsWith("AmazonAthena.StartQueryExecution ")
        .contains(
            "\"WorkGroup\":\"acme-prod-query\"",
            "\"ExecutionParameters\":[\"'o''neill'\"]",
            "\"Database\":\"db\"",
            "\"Catalog\":\"awsdatacatalog\"");
    assertThat(requests)
        .extracting(request -> request.substring(0, request.indexOf(' ')))
        .containsExactly(
            "AmazonAthena.StartQueryExecution",
            "AmazonAthena.GetQueryExecution",
            "AmazonAthena.GetQueryExecution",
            "AmazonAthena.GetQueryResults",
            "AmazonAthena.GetQueryResults");
  }

  @Test
  void aStatementBeyondItsLimitsIsTheCallersToChange() {
    answers.addAll(List.of(STARTED, execution("FAILED", "EXCEEDED_TIME_LIMIT: 20 s")));

    assertThat(failure()).isEqualTo(ErrorCode.QUERY_TOO_EXPENSIVE);
  }

  @Test
  void aStatementThatScansTooMuchIsTheCallersToChange() {
    answers.addAll(List.of(STARTED, execution("CANCELLED", "Bytes scanned limit was exceeded")));

    assertThat(failure()).isEqualTo(ErrorCode.QUERY_TOO_EXPENSIVE);
  }

  @Test
  void anyOtherFailureIsAStoreThatDoesNotAnswer() {
    answers.addAll(List.of(STARTED, execution("FAILED", "GENERIC_INTERNAL_ERROR: secret value")));

    assertThat(failure()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  /** What Athena says may quote the query, so it goes nowhere. */
  private ErrorCode failure() {
    ProblemException failure =
        catchThrowableOfType(
            ProblemException.class, () -> lake.run("SELECT 1", List.of(), row -> {}));
    assertThat(failure.toString() + failure.getCause()).doesNotContain("secret");
    return failure.problem().code();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + request);
    byte[] body = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String execution(String state, String reason) {
    return """
    {"QueryExecution": {"QueryExecutionId": "e-1", "Status": {"State": "%s", "StateChangeReason": "%s"}}}
    """
        .formatted(state, reason);
  }
}
