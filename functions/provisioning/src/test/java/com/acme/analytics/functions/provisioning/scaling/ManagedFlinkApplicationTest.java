package com.acme.analytics.functions.provisioning.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.functions.provisioning.scaling.StreamingApplication.BusyException;
import com.acme.analytics.functions.provisioning.scaling.StreamingApplication.Progress;
import com.acme.analytics.functions.provisioning.scaling.StreamingApplication.Size;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SDK's requests and answers as they go over the wire. */
class ManagedFlinkApplicationTest {
  private static final String NAME = "acme-prod-streaming";

  private final List<JsonNode> updates = new ArrayList<>();
  private String status = "RUNNING";
  private boolean busy;
  private HttpServer server;
  private KinesisAnalyticsV2Client client;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        KinesisAnalyticsV2Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @Test
  void aRunningApplicationHasTheSizeItIsToHave() {
    assertThat(application().size()).isEqualTo(new Size(48, 48, Progress.SUCCESSFUL));
  }

  @Test
  void anApplicationThatIsUpdatedIsUnderWay() {
    status = "UPDATING";

    assertThat(application().size().progress()).isEqualTo(Progress.IN_PROGRESS);
  }

  @Test
  void aChangeIsOfTheVersionThatWasLookedAt() throws Exception {
    application().scaleTo(72);

    assertThat(updates)
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.path("CurrentApplicationVersionId").asInt()).isEqualTo(7);
              assertThat(
                      update
                          .at("/ApplicationConfigurationUpdate/FlinkApplicationConfigurationUpdate")
                          .at("/ParallelismConfigurationUpdate/ParallelismUpdate")
                          .asInt())
                  .isEqualTo(72);
            });
  }

  @Test
  void theSizeThatItHasIsNoChange() throws Exception {
    application().scaleTo(48);

    assertThat(updates).isEmpty();
  }

  @Test
  void anApplicationThatIsBeingChangedIsBusy() {
    busy = true;

    assertThatThrownBy(() -> application().scaleTo(72)).isInstanceOf(BusyException.class);
  }

  private ManagedFlinkApplication application() {
    return new ManagedFlinkApplication(client, NAME);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody());
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (target.equals("KinesisAnalytics_20180523.UpdateApplication")) {
        if (busy) {
          send(exchange, 400, "{\"__type\": \"ResourceInUseException\", \"message\": \"busy\"}");
          return;
        }
        updates.add(request);
      }
      send(exchange, 200, described());
    }
  }

  private String described() {
    return """
    {"ApplicationDetail": {"ApplicationName": "%s", "ApplicationARN": "arn", "RuntimeEnvironment": "FLINK-2_2",
     "ApplicationStatus": "%s", "ApplicationVersionId": 7, "ApplicationConfigurationDescription": {
      "FlinkApplicationConfigurationDescription": {"ParallelismConfigurationDescription": {
       "ConfigurationType": "CUSTOM", "Parallelism": 48, "ParallelismPerKPU": 1, "CurrentParallelism": 48}}}}}
    """
        .formatted(NAME, status);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
