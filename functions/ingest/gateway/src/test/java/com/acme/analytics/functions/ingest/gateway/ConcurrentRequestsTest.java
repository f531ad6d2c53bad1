package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests under way at the same time do not wait on each other's clients. */
@ExtendWith(GatewayPlatform.Resolver.class)
final class ConcurrentRequestsTest {
  private static final byte[] BODY =
      "{\"events\":[{\"event\":\"seen\"}]}".getBytes(StandardCharsets.UTF_8);

  private static final Pattern UNDER_WAY =
      Pattern.compile("acme_gateway_requests_under_way (\\d+)");

  private static Gateway gateway;
  private static String address;

  @BeforeAll
  static void open(GatewayPlatform platform) {
    gateway = platform.gateway();
    address = "http://127.0.0.1:" + gateway.port();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  /** Over HTTP/2 all are streams of one connection. */
  @ParameterizedTest
  @EnumSource(
      value = Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void bodiesThatTrickleInHoldUpNoOther(Version version) throws Exception {
    // More of them than the server has threads for connections.
    int clients = 4 * Runtime.getRuntime().availableProcessors();
    List<SubmissionPublisher<ByteBuffer>> bodies = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> trickling = new ArrayList<>();
    HttpClient client = HttpClient.newBuilder().version(version).build();
    try {
      assertThat(post(client, BodyPublishers.ofByteArray(BODY)).get(20, TimeUnit.SECONDS))
          .extracting(HttpResponse::statusCode, HttpResponse::version)
          .containsExactly(202, version);
      for (int i = 0; i < clients; i++) {
        SubmissionPublisher<ByteBuffer> body = new SubmissionPublisher<>();
        bodies.add(body);
        trickling.add(post(client, BodyPublishers.fromPublisher(body)));
        Awaitility.await().until(body::hasSubscribers);
        body.submit(ByteBuffer.wrap(BODY, 0, 5));
      }
      Awaitility.await().until(() -> requestsUnderWay(client) == clients);

      assertThat(post(client, BodyPublishers.ofByteArray(BODY)).get(20, TimeUnit.SECONDS))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(202);
      assertThat(trickling).noneMatch(CompletableFuture::isDone);

      for (SubmissionPublisher<ByteBuffer> body : bodies) {
        body.submit(ByteBuffer.wrap(BODY, 5, BODY.length - 5));
        body.close();
      }
      for (CompletableFuture<HttpResponse<String>> response : trickling) {
        assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      }
    } finally {
      client.shutdownNow();
    }
  }

  private static CompletableFuture<HttpResponse<String>> post(
      HttpClient client, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v2/events"))
            .header("content-type", "application/json")
            .header("x-api-key", GatewayPlatform.KEY)
            .POST(body)
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private static int requestsUnderWay(HttpClient client) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
    Matcher line = UNDER_WAY.matcher(client.send(request, BodyHandlers.ofString()).body());
    assertThat(line.find()).isTrue();
    return Integer.parseInt(line.group(1));
  }
}
