package com.acme.analytics.benchmarks.ingest;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends batches to the gateway over HTTP/2. */
final class GatewaySender implements Sender, AutoCloseable {
  private static final RequestHeaders HEADERS =
      RequestHeaders.of(
          HttpMethod.POST,
          "/v2/events",
          HttpHeaderNames.CONTENT_TYPE,
          "application/json",
          HttpHeaderNames.of("x-api-key"),
          IngestEngines.KEY);

  private final ClientFactory factory = ClientFactory.builder().workerGroup(1).build();
  private final WebClient client;

  /** Together they have every address at least once. */
  private final byte[][] bodies;

  private final String allAccepted;
  private final AtomicInteger next = new AtomicInteger();

  GatewaySender(String url, int batch) {
    client =
        WebClient.builder(url).factory(factory).responseTimeout(Duration.ofSeconds(20)).build();
    allAccepted = "{\"accepted\":" + batch + ",";
    SampleEvents events =
        new SampleEvents(PipelineBenchmark.WARM_ADDRESSES, PipelineBenchmark.USER_AGENTS);
    bodies = new byte[PipelineBenchmark.WARM_ADDRESSES / batch][];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = events.batch(i * batch, batch);
    }
  }

  @Override
  public CompletableFuture<Void> send() {
    byte[] body = bodies[Math.floorMod(next.getAndIncrement(), bodies.length)];
    return client
        .execute(HttpRequest.of(HEADERS, HttpData.wrap(body)))
        .aggregate()
        .thenAccept(
            response -> {
              if (!response.status().equals(HttpStatus.ACCEPTED)
                  || !response.contentUtf8().startsWith(allAccepted)) {
                throw new IllegalStateException(
                    "gateway: " + response.status() + " " + response.contentUtf8());
              }
            });
  }

  @Override
  public void close() {
    factory.close();
  }
}
