package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.ingest.v2.Event;
import com.acme.analytics.ingest.v2.EventIngestGrpc;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.IngestSummary;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayPlatform.Resolver.class)
final class DrainTest {
  private static final int CLIENTS = 8;

  @Test
  void whatWasAcceptedWhileTheGatewayEndsIsInKafka(GatewayPlatform platform) throws Exception {
    Gateway gateway = platform.gateway();
    URI events = URI.create("http://127.0.0.1:" + gateway.port() + "/v2/events");
    Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> postUntilGone(events, accepted, statuses));
      }
      Awaitility.await().until(() -> accepted.size() > 50);
      int before = accepted.size();
      gateway.close();
      assertThat(accepted.size()).isGreaterThan(before);
    }

    assertThat(statuses).containsOnly(202);
    Map<UUID, byte[]> published = platform.published(accepted);
    assertThat(published).containsOnlyKeys(accepted);
  }

  @Test
  void aDrainingGatewayIsNotReadyButAlive(GatewayPlatform platform) throws Exception {
    Gateway gateway = platform.gateway();
    String address = "http://127.0.0.1:" + gateway.port();
    assertThat(status(address + "/readyz")).isEqualTo(200);

    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> closing = other.submit(gateway::close);
      Awaitility.await().until(() -> status(address + "/readyz") == 503);
      assertThat(status(address + "/healthz")).isEqualTo(200);
      closing.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void anOpenStreamEndsBetweenTwoBatches(GatewayPlatform platform) throws Exception {
    Gateway gateway = platform.gateway();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), GatewayPlatform.KEY);
    UUID id = UUID.randomUUID();
    Summary summary = new Summary();
    StreamObserver<IngestRequest> stream =
        EventIngestGrpc.newStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .ingestStream(summary);
    stream.onNext(
        IngestRequest.newBuilder()
            .addEvents(Event.newBuilder().setEventId(id.toString()).setEvent("seen"))
            .build());
    platform.published(Set.of(id));

    gateway.close();

    StatusRuntimeException end = summary.awaitFailure();
    assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(
            StatusProto.fromThrowable(end).getDetailsList().stream()
                .filter(detail -> detail.is(IngestSummary.class)))
        .singleElement()
        .satisfies(
            detail -> assertThat(detail.unpack(IngestSummary.class).getAccepted()).isEqualTo(1));
    channel.shutdownNow();
  }

  private static void postUntilGone(URI events, Set<UUID> accepted, Set<Integer> statuses) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        post(client, events, accepted, statuses);
      }
    } catch (ConnectException e) {
      // The gateway has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void post(HttpClient client, URI events, Set<UUID> accepted, Set<Integer> statuses)
      throws ConnectException, InterruptedException {
    UUID id = UUID.randomUUID();
    String body = "{\"events\":[{\"event_id\":\"" + id + "\",\"event\":\"e\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .version(Version.HTTP_1_1)
            .header("content-type", "application/json")
            .header("x-api-key", GatewayPlatform.KEY)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      statuses.add(status);
      if (status == 202) {
        accepted.add(id);
      }
    } catch (ConnectException e) {
      throw e;
    } catch (IOException e) {
      // Its connection was closed before it was answered: a client would send it again.
    }
  }

  private static int status(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
