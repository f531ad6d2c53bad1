package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.http.PayloadFormat;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.IngestEndpoint;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.IngestServices;
import com.acme.analytics.ingest.v2.Campaign;
import com.acme.analytics.ingest.v2.Context;
import com.acme.analytics.ingest.v2.Event;
import com.acme.analytics.ingest.v2.EventIngestGrpc;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.Library;
import com.acme.analytics.ingest.v2.Page;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Three doors, one pipeline: whichever an event comes in by, Kafka gets the same bytes. */
@ExtendWith(GatewayPlatform.Resolver.class)
final class SameBytesTest {
  /** To the millisecond, as a door tells it. */
  private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());

  private static final UUID FULL = UUID.randomUUID();
  private static final UUID BARE = UUID.randomUUID();
  private static final Set<UUID> IDS = Set.of(FULL, BARE);
  private static final String PROPERTIES =
      "{ \"path\": \"/caf\u00e9\",\n \"n\": 1.50, \"deep\": {\"list\": [1, \"\\u00fc\", null]}}";
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

  private static GatewayPlatform platform;
  private static Gateway gateway;

  @BeforeAll
  static void open(GatewayPlatform shared) {
    platform = shared;
    gateway = Gateway.open(GatewaySettings.from(shared.environment()), InstantSource.fixed(NOW));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void everyDoorWritesTheSameBytes() throws Exception {
    Map<UUID, byte[]> overLambda = platform.publishedBy(IDS, this::postToTheFunctionsPipeline);
    Map<UUID, byte[]> overHttp = platform.publishedBy(IDS, this::postToTheGateway);
    Map<UUID, byte[]> overGrpc = platform.publishedBy(IDS, this::callTheGateway);

    assertThat(GatewayPlatform.eventOf(overLambda.get(FULL)).getUserId()).hasToString("u1");
    for (UUID id : IDS) {
      assertThat(overHttp.get(id)).isEqualTo(overLambda.get(id));
      assertThat(overGrpc.get(id)).isEqualTo(overLambda.get(id));
    }
  }

  private void postToTheFunctionsPipeline() {
    String request =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "routeKey",
                    "POST /v2/events",
                    "headers",
                    Map.of(
                        "X-Api-Key",
                        GatewayPlatform.KEY,
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        AGENT),
                    "requestContext",
                    Map.of(
                        "requestId",
                        "r1",
                        "timeEpoch",
                        NOW.toEpochMilli(),
                        "http",
                        Map.of("sourceIp", "127.0.0.1")),
                    "body",
                    body(),
                    "isBase64Encoded",
                    false));
    try (IngestServices services =
        IngestServices.open(
            GatewaySettings.from(platform.environment()).ingest(), IngestMetrics.NONE)) {
      IngestEndpoint endpoint =
          new IngestEndpoint(
              services.directory(), services.ingestion(), IngestMetrics.NONE, Door.LAMBDA);
      var in = new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8));
      assertThat(endpoint.post(PayloadFormat.read(in)).status()).isEqualTo(202);
    }
  }

  private void postToTheGateway() throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/v2/events"))
                    .header("content-type", "application/json")
                    .header("x-api-key", GatewayPlatform.KEY)
                    .header("user-agent", AGENT)
                    .POST(BodyPublishers.ofString(body()))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private void callTheGateway() {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), GatewayPlatform.KEY);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.port())
            .usePlaintext()
            .userAgent("not used: the event has its own")
            .build();
    try {
      var answer =
          EventIngestGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .ingest(message());
      assertThat(answer.getAccepted()).as(answer.toString()).isEqualTo(2);
    } finally {
      channel.shutdownNow();
    }
  }

  private static String body() {
    return """
        {"events": [
          {"event_id": "%s", "event": "page_view", "timestamp": "%s", "sent_at": "%s",
           "user_id": "u1", "anonymous_id": "a1", "properties": %s,
           "context": {"ip": "9.9.9.9", "user_agent": "%s", "locale": "de-DE",
             "page": {"url": "https://shop.example/a?utm_source=x", "path": "/a",
                      "referrer": "https://www.example.org/", "title": "A \\"title\\""},
             "campaign": {"source": "s", "medium": "m", "name": "n", "term": "t", "content": "c"},
             "library": {"name": "acme-java", "version": "1.0"}}},
          {"event_id": "%s", "event": "tick", "timestamp": "%s", "context": {"user_agent": "%s"}}
        ]}
        """
        .formatted(
            FULL, NOW.minusSeconds(60), NOW.minusSeconds(1), PROPERTIES, AGENT, BARE, NOW, AGENT);
  }

  private static IngestRequest message() {
    return IngestRequest.newBuilder()
        .addEvents(
            Event.newBuilder()
                .setEventId(FULL.toString())
                .setEvent("page_view")
                .setTimestamp(NOW.minusSeconds(60).toString())
                .setSentAt(NOW.minusSeconds(1).toString())
                .setUserId("u1")
                .setAnonymousId("a1")
                .setProperties(PROPERTIES)
                .setContext(context()))
        .addEvents(
            Event.newBuilder()
                .setEventId(BARE.toString())
                .setEvent("tick")
                .setTimestamp(NOW.toString())
                .setContext(Context.newBuilder().setUserAgent(AGENT)))
        .build();
  }

  private static Context context() {
    return Context.newBuilder()
        .setIp("9.9.9.9")
        .setUserAgent(AGENT)
        .setLocale("de-DE")
        .setPage(
            Page.newBuilder()
                .setUrl("https://shop.example/a?utm_source=x")
                .setPath("/a")
                .setReferrer("https://www.example.org/")
                .setTitle("A \"title\""))
        .setCampaign(
            Campaign.newBuilder()
                .setSource("s")
                .setMedium("m")
                .setName("n")
                .setTerm("t")
                .setContent("c"))
        .setLibrary(Library.newBuilder().setName("acme-java").setVersion("1.0"))
        .build();
  }
}
