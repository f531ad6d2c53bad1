package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.ingest.v2.Event;
import com.acme.analytics.ingest.v2.EventIngestGrpc;
import com.acme.analytics.ingest.v2.IngestRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayPlatform.Resolver.class)
final class GrpcBoundsTest {
  private static GatewayPlatform platform;
  private static Gateway gateway;
  private static ManagedChannel channel;

  @BeforeAll
  static void open(GatewayPlatform shared) {
    platform = shared;
    gateway = shared.gateway(new Bounds(1, 1024 * 1024, 1, Duration.ofSeconds(20)));
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), GatewayPlatform.KEY);
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.port())
            .usePlaintext()
            .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
            .build();
  }

  @AfterAll
  static void close() {
    channel.shutdownNow();
    gateway.close();
  }

  @Test
  void anOpenStreamCountsAsARequestUntilItEnds() {
    UUID id = UUID.randomUUID();
    Summary summary = new Summary();
    StreamObserver<IngestRequest> stream = EventIngestGrpc.newStub(channel).ingestStream(summary);
    stream.onNext(batch(id, "{}"));
    platform.published(Set.of(id));

    assertThat(refusalOf(batch(UUID.randomUUID(), "{}"))).isEqualTo(Status.Code.UNAVAILABLE);

    stream.onCompleted();
    assertThat(summary.await().getAccepted()).isEqualTo(1);
  }

  @Test
  void aCompressedMessageCountsAsLargeAsItIs() {
    String large = "{\"a\":\"" + "a".repeat(2 * 1024 * 1024) + "\"}";

    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                EventIngestGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .withCompression("gzip")
                    .ingest(batch(UUID.randomUUID(), large)));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static Status.Code refusalOf(IngestRequest request) {
    return catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                EventIngestGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .ingest(request))
        .getStatus()
        .getCode();
  }

  private static IngestRequest batch(UUID id, String properties) {
    return IngestRequest.newBuilder()
        .addEvents(
            Event.newBuilder().setEventId(id.toString()).setEvent("seen").setProperties(properties))
        .build();
  }
}
