package com.acme.analytics.functions.ingest.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.gateway.admission.Admission;
import com.acme.analytics.functions.ingest.gateway.admission.Unpacking;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.EventJudge;
import com.acme.analytics.functions.ingest.pipeline.EventStream;
import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestEndpoint;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.StreamRecord;
import com.acme.analytics.functions.ingest.pipeline.TraceParent;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import com.linecorp.armeria.server.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HttpDoorTest {
  /** More than the server and the machine have threads. */
  private static final int WITHHELD = 4 * Runtime.getRuntime().availableProcessors();

  @Test
  void aRequestWhoseAcknowledgementIsWithheldHoldsUpNoOther() throws Exception {
    WithheldStream stream = new WithheldStream();
    ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    try (Server server =
            Server.builder().http(0).service("/v2/events", door(stream, blocking)).build();
        HttpClient client = HttpClient.newHttpClient();
        blocking;
        stream) {
      server.start().join();
      URI events = URI.create("http://127.0.0.1:" + server.activeLocalPort() + "/v2/events");
      List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
      for (int i = 0; i < WITHHELD; i++) {
        waiting.add(post(client, events));
      }
      assertThat(stream.arrived.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(post(client, events).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);

      stream.close();
      for (CompletableFuture<HttpResponse<String>> response : waiting) {
        assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      }
    }
  }

  /** Withholds what the first requests wait for, and acknowledges those after them at once. */
  private static final class WithheldStream implements EventStream, AutoCloseable {
    final CountDownLatch arrived = new CountDownLatch(WITHHELD);
    private final CountDownLatch acknowledged = new CountDownLatch(1);
    private final AtomicInteger published = new AtomicInteger();

    @Override
    public BitSet publish(List<StreamRecord> records, TraceParent trace) {
      if (published.getAndIncrement() < WITHHELD) {
        arrived.countDown();
        try {
          acknowledged.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      BitSet stored = new BitSet();
      stored.set(0, records.size());
      return stored;
    }

    @Override
    public void close() {
      acknowledged.countDown();
    }
  }

  private static HttpDoor door(EventStream stream, ExecutorService blocking) {
    Credential credential =
        new Credential(new CustomerId("acme"), "hash", Set.of(Scope.INGEST), RateLimit.STANDARD);
    Ingestion ingestion =
        new Ingestion(
            new BatchReader(new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5))),
            (key, events) -> new Grant(events, events, 0, Duration.ZERO, key.rateLimit()),
            new EventJudge(
                (customer, event, properties) -> new Verdict.NoSchema(),
                new Enrichment(List.of()),
                Duration.ofDays(7)),
            customer -> CustomerSettings.standard(customer, Salt.of(new byte[Salt.BYTES])),
            stream,
            new Identifiers(new SecureRandom()),
            TrustedProxies.NONE,
            IngestMetrics.NONE);
    IngestEndpoint events =
        new IngestEndpoint(
            key -> Optional.of(credential), ingestion, IngestMetrics.NONE, Door.GATEWAY);
    return new HttpDoor(
        events::post,
        new Admission(1_000, 64L * 1024 * 1024),
        new Unpacking(1),
        IngestMetrics.NONE,
        InstantSource.system(),
        blocking);
  }

  private static CompletableFuture<HttpResponse<String>> post(HttpClient client, URI events) {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .header("content-type", "application/json")
            .header("x-api-key", "acme_dev_key")
            .POST(BodyPublishers.ofString("{\"events\":[{\"event\":\"seen\"}]}"))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }
}
