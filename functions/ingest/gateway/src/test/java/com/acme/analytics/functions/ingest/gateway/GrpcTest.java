package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.ingest.v2.Event;
import com.acme.analytics.ingest.v2.EventIngestGrpc;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.IngestResponse;
import com.acme.analytics.ingest.v2.IngestSummary;
import com.acme.analytics.ingest.v2.Result;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayPlatform.Resolver.class)
final class GrpcTest {
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("acme-code", Metadata.ASCII_STRING_MARSHALLER);

  private static GatewayPlatform platform;
  private static Gateway gateway;
  private static ManagedChannel channel;

  @BeforeAll
  static void open(GatewayPlatform shared) {
    platform = shared;
    gateway = shared.gateway();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build();
  }

  @AfterAll
  static void close() {
    channel.shutdownNow();
    gateway.close();
  }

  @Test
  void aBatchIsAnsweredAsOverHttp() {
    UUID id = UUID.randomUUID();

    IngestResponse answer =
        client(GatewayPlatform.KEY)
            .ingest(
                IngestRequest.newBuilder()
                    .addEvents(event(id))
                    .addEvents(Event.getDefaultInstance())
                    .build());

    assertThat(answer.getAccepted()).isEqualTo(1);
    assertThat(answer.getRejected()).isEqualTo(1);
    assertThat(answer.getResultsList())
        .singleElement()
        .satisfies(result -> assertThat(result.getIndex()).isEqualTo(1))
        .satisfies(
            result -> assertThat(result.getStatus()).isEqualTo(Result.Status.STATUS_REJECTED))
        .satisfies(result -> assertThat(result.getCode()).isEqualTo("invalid_event"));
    assertThat(platform.published(Set.of(id))).containsOnlyKeys(id);
  }

  @Test
  void propertiesThatAreNoJsonCostTheirOwnEventOnly() {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();

    IngestResponse answer =
        client(GatewayPlatform.KEY)
            .ingest(
                IngestRequest.newBuilder()
                    .addEvents(event(first))
                    .addEvents(
                        event(UUID.randomUUID()).toBuilder()
                            .setProperties("{}},{\"event\":\"smuggled\""))
                    .addEvents(event(last).toBuilder().setProperties("{\n\"a\": 1\n}"))
                    .build());

    assertThat(answer.getAccepted()).isEqualTo(2);
    assertThat(answer.getResultsList())
        .singleElement()
        .satisfies(result -> assertThat(result.getIndex()).isEqualTo(1))
        .satisfies(result -> assertThat(result.getPointer()).isEqualTo("/events/1/properties"));
    assertThat(GatewayPlatform.eventOf(platform.published(Set.of(first, last)).get(last)))
        .satisfies(event -> assertThat(event.getProperties()).hasToString("{\n\"a\": 1\n}"));
  }

  @Test
  void aRefusalCarriesItsCode() {
    assertThat(refusal("", IngestRequest.getDefaultInstance()))
        .satisfies(e -> assertRefused(e, Status.Code.UNAUTHENTICATED, "missing_api_key"));
    assertThat(refusal("acme_dev_nobody", IngestRequest.getDefaultInstance()))
        .satisfies(e -> assertRefused(e, Status.Code.UNAUTHENTICATED, "unknown_api_key"));
    assertThat(refusal(GatewayPlatform.KEY, IngestRequest.getDefaultInstance()))
        .satisfies(e -> assertRefused(e, Status.Code.INVALID_ARGUMENT, "empty_batch"));
  }

  @Test
  void aRateLimitSaysWhenToRetry() throws Exception {
    EventIngestGrpc.EventIngestBlockingStub client = client(GatewayPlatform.SLOW_KEY);
    IngestRequest request = IngestRequest.newBuilder().addEvents(event(UUID.randomUUID())).build();

    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> {
              for (int i = 0; i < 20; i++) {
                client.ingest(request);
              }
            });

    assertRefused(refusal, Status.Code.RESOURCE_EXHAUSTED, "rate_limited");
    assertThat(detail(refusal, RetryInfo.class).hasRetryDelay()).isTrue();
    assertThat(detail(refusal, ErrorInfo.class).getReason()).isEqualTo("rate_limited");
  }

  @Test
  void aMessageOverTheLimitIsRefused() {
    IngestRequest large =
        IngestRequest.newBuilder()
            .addEvents(Event.newBuilder().setProperties("a".repeat(7 * 1024 * 1024)))
            .build();

    assertRefused(
        refusal(GatewayPlatform.KEY, large), Status.Code.INVALID_ARGUMENT, "body_too_large");
  }

  @Test
  void aMessageThatIsNoneOfOursIsRefused() {
    MethodDescriptor<byte[], IngestResponse> raw =
        EventIngestGrpc.getIngestMethod().toBuilder(new Bytes(), responses()).build();
    byte[] notUtf8 = {0x0A, 0x04, 0x12, 0x02, (byte) 0xFF, (byte) 0xFE};

    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, notUtf8));

    assertRefused(refusal, Status.Code.INVALID_ARGUMENT, "malformed_request");
  }

  @Test
  void aStreamIsSummedUp() {
    UUID[] ids = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
    Summary summary = new Summary();

    StreamObserver<IngestRequest> stream = asyncClient(GatewayPlatform.KEY).ingestStream(summary);
    for (UUID id : ids) {
      stream.onNext(
          IngestRequest.newBuilder()
              .addEvents(event(id))
              .addEvents(Event.getDefaultInstance())
              .build());
    }
    stream.onCompleted();

    IngestSummary sums = summary.await();
    assertThat(sums.getBatches()).isEqualTo(20);
    assertThat(sums.getAccepted()).isEqualTo(20);
    assertThat(sums.getRejected()).isEqualTo(20);
    assertThat(sums.getResultsList()).hasSize(20);
    assertThat(sums.getResults(7).getBatch()).isEqualTo(7);
    assertThat(platform.published(Set.of(ids))).containsOnlyKeys(ids);
  }

  @Test
  void aStreamThatFailsSaysHowFarItCame() throws Exception {
    Summary summary = new Summary();

    StreamObserver<IngestRequest> stream = asyncClient(GatewayPlatform.KEY).ingestStream(summary);
    stream.onNext(IngestRequest.newBuilder().addEvents(event(UUID.randomUUID())).build());
    stream.onNext(IngestRequest.getDefaultInstance());

    StatusRuntimeException failure = summary.awaitFailure();
    assertRefused(failure, Status.Code.INVALID_ARGUMENT, "empty_batch");
    assertThat(detail(failure, IngestSummary.class).getAccepted()).isEqualTo(1);
    assertThat(detail(failure, IngestSummary.class).getBatches()).isEqualTo(1);
  }

  @Test
  void aMessageOverTheLimitEndsAStreamWithItsSummary() throws Exception {
    Summary summary = new Summary();

    StreamObserver<IngestRequest> stream = asyncClient(GatewayPlatform.KEY).ingestStream(summary);
    stream.onNext(IngestRequest.newBuilder().addEvents(event(UUID.randomUUID())).build());
    stream.onNext(
        IngestRequest.newBuilder()
            .addEvents(Event.newBuilder().setProperties("a".repeat(7 * 1024 * 1024)))
            .build());

    assertRefused(summary.awaitFailure(), Status.Code.INVALID_ARGUMENT, "body_too_large");
  }

  private static Event event(UUID id) {
    return Event.newBuilder().setEventId(id.toString()).setEvent("seen").build();
  }

  private static EventIngestGrpc.EventIngestBlockingStub client(String key) {
    return EventIngestGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(key)));
  }

  private static EventIngestGrpc.EventIngestStub asyncClient(String key) {
    return EventIngestGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(key)));
  }

  private static Metadata headers(String key) {
    Metadata headers = new Metadata();
    if (!key.isEmpty()) {
      headers.put(Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    }
    return headers;
  }

  private static StatusRuntimeException refusal(String key, IngestRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> client(key).ingest(request));
  }

  private static void assertRefused(
      StatusRuntimeException refusal, Status.Code status, String code) {
    assertThat(refusal).isNotNull();
    assertThat(refusal.getStatus().getCode()).as(refusal.toString()).isEqualTo(status);
    assertThat(refusal.getTrailers().get(CODE)).isEqualTo(code);
  }

  private static <M extends com.google.protobuf.Message> M detail(
      StatusRuntimeException refusal, Class<M> type) throws InvalidProtocolBufferException {
    for (Any detail : StatusProto.fromThrowable(refusal).getDetailsList()) {
      if (detail.is(type)) {
        return detail.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + refusal);
  }

  private static MethodDescriptor.Marshaller<IngestResponse> responses() {
    return EventIngestGrpc.getIngestMethod().getResponseMarshaller();
  }

  private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("requests are not parsed here");
    }
  }
}
