package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.clickhouse.SingleServer;
import com.acme.analytics.functions.provisioning.cloudformation.Requests;
import com.acme.analytics.functions.provisioning.cloudformation.ResponseBucket;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way of a request: the secret over the wire, the migrations on a real ClickHouse. */
class ClickHouseMigrationsHandlerTest {
  private static final String SECRET_ARN =
      "arn:aws:secretsmanager:eu-west-1:111111111111:secret:acme/dev/clickhouse/acme_admin-AbCdEf";

  private static EngineFixture<ClickHouseEngine> clickHouse;
  private static HttpServer secretsManager;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    clickHouse = EngineFixture.clickHouse();
    ClickHouseAccount admin = clickHouse.engine().account(ClickHouseAccount.Role.ADMIN);
    secretsManager = secretsManager(admin.name(), admin.password());
  }

  @AfterAll
  static void stop() throws IOException {
    secretsManager.stop(0);
    clickHouse.close();
  }

  @Test
  void theTablesAreMadeOnceAndThenARebuildFindsNothingToDo() throws IOException {
    Map<String, String> properties = Map.of("Database", "acme", "Version", "1");

    JsonNode created = answer(bucket -> new Requests(bucket.url()).create(properties));
    JsonNode updated =
        answer(bucket -> new Requests(bucket.url()).update("acme", properties, properties));

    assertThat(created.path("Status").asString()).isEqualTo("SUCCESS");
    assertThat(created.path("Data").path("Applied").asString()).isNotEqualTo("0");
    assertThat(updated.path("Data").path("Applied").asString()).isEqualTo("0");
    assertThat(rebuild())
        .isEqualTo(
            JsonMapper.shared()
                .readTree("{\"rebuilt\": 0, \"rows\": 0, \"failed\": 0, \"waiting\": 0}"));
  }

  private static JsonNode rebuild() throws IOException {
    MigrationsConfig config =
        new MigrationsConfig(
            "dev", clickHouse.engine().url(), "acme", new SingleServer(), SECRET_ARN);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (SecretsManagerClient secrets = secretsClient()) {
      new RebuildHandler(config, secrets)
          .handleRequest(InputStream.nullInputStream(), output, null);
    }
    return JsonMapper.shared().readTree(output.toByteArray());
  }

  private static JsonNode answer(Request request) throws IOException {
    MigrationsConfig config =
        new MigrationsConfig(
            "dev", clickHouse.engine().url(), "acme", new SingleServer(), SECRET_ARN);
    try (ResponseBucket bucket = new ResponseBucket();
        SecretsManagerClient secrets = secretsClient()) {
      new ClickHouseMigrationsHandler(config, secrets)
          .handleRequest(request.to(bucket), OutputStream.nullOutputStream(), null);
      return bucket.answer();
    }
  }

  private static SecretsManagerClient secretsClient() {
    return SecretsManagerClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + secretsManager.getAddress().getPort()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static HttpServer secretsManager(String username, String password) throws IOException {
    JsonMapper json = JsonMapper.shared();
    String secret = json.writeValueAsString(Map.of("username", username, "password", password));
    byte[] answer =
        json.writeValueAsString(Map.of("ARN", SECRET_ARN, "SecretString", secret))
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode request = json.readTree(exchange.getRequestBody());
            boolean known = request.path("SecretId").asString().equals(SECRET_ARN);
            exchange.sendResponseHeaders(known ? 200 : 400, known ? answer.length : -1);
            if (known) {
              exchange.getResponseBody().write(answer);
            }
          }
        });
    server.start();
    return server;
  }

  private interface Request {
    InputStream to(ResponseBucket bucket);
  }
}
