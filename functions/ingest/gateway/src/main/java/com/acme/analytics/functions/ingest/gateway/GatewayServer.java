package com.acme.analytics.functions.ingest.gateway;

import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.ingest.gateway.admission.Admission;
import com.acme.analytics.functions.ingest.gateway.admission.Unpacking;
import com.acme.analytics.functions.ingest.gateway.grpc.GrpcGate;
import com.acme.analytics.functions.ingest.gateway.grpc.OpenStreams;
import com.acme.analytics.functions.ingest.gateway.health.Readiness;
import com.acme.analytics.functions.ingest.gateway.http.BrowserAccess;
import com.acme.analytics.functions.ingest.gateway.http.HttpDoor;
import com.acme.analytics.functions.ingest.gateway.http.ProblemErrorHandler;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.IngestEndpoint;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.IngestServices;
import com.acme.analytics.functions.ingest.segment.SegmentEndpoint;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The gateway's one port: HTTP/1.1, HTTP/2 in clear text and gRPC, health and metrics. */
final class GatewayServer implements AutoCloseable {
  private static final MediaType METRICS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");
  private static final Duration MAX_QUIET_PERIOD = Duration.ofSeconds(3);

  private final Readiness readiness;
  private final OpenStreams streams = new OpenStreams();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Server server;

  /**
   * Starts serving.
   *
   * @param address where it serves; port 0 takes any that is free
   * @param drain how long requests under way may take to finish when it closes
   */
  GatewayServer(
      InetSocketAddress address,
      Duration drain,
      Bounds bounds,
      IngestServices services,
      IngestMetrics metrics,
      PrometheusMeterRegistry registry,
      Readiness readiness,
      InstantSource clock) {
    this.readiness = readiness;
    Admission admission = new Admission(bounds.requests(), bounds.bytes());
    Gauge.builder("acme_gateway_requests_under_way", admission, Admission::requests)
        .register(registry);
    Gauge.builder("acme_gateway_held_bytes", admission, Admission::bytes).register(registry);
    Unpacking unpacking = new Unpacking(bounds.compressedBodies());
    IngestEndpoint events =
        new IngestEndpoint(services.directory(), services.ingestion(), metrics, Door.GATEWAY);
    SegmentEndpoint messages =
        new SegmentEndpoint(services.directory(), services.ingestion(), metrics);
    GrpcGate gate =
        new GrpcGate(
            new ApiKeyAuthenticator(services.directory()),
            services.ingestion(),
            admission,
            streams,
            metrics,
            clock,
            blocking);
    ServerBuilder builder = Server.builder().http(address);
    route(
        builder,
        List.of("/v2/events", "/v2/events/single"),
        new HttpDoor(events::post, admission, unpacking, metrics, clock, blocking));
    route(
        builder,
        SegmentEndpoint.paths(),
        new HttpDoor(messages::post, admission, unpacking, metrics, clock, blocking));
    this.server =
        bounds
            .applyTo(builder)
            .service(gate.service(), service -> service.decorate(gate::serve))
            .service("/healthz", (context, request) -> HttpResponse.of(HttpStatus.OK))
            .service("/readyz", (context, request) -> readiness())
            .service(
                "/metrics",
                (context, request) -> HttpResponse.of(HttpStatus.OK, METRICS, registry.scrape()))
            .decorator(this::sendAwayWhenDraining)
            .errorHandler(new ProblemErrorHandler(metrics))
            .meterRegistry(registry)
            // It would quote requests: their paths, addresses and headers.
            .unloggedExceptionsReportInterval(Duration.ZERO)
            .disableServerHeader()
            .gracefulShutdownTimeout(quietPeriod(drain), drain)
            .build();
    server.start().join();
  }

  /** The port that it serves on. */
  int port() {
    return server.activeLocalPort();
  }

  /**
   * Drains: not ready from now on; open streams end after their batch under way; requests are taken
   * in until none has come for a while, since a balancer needs time to notice; then, or when the
   * drain time is over, the connections are closed.
   */
  @Override
  public void close() {
    readiness.drain();
    streams.drain();
    server.stop().join();
    blocking.close();
  }

  private static void route(ServerBuilder builder, List<String> paths, HttpDoor door) {
    for (String path : paths) {
      builder.service(
          Route.builder().path(path).methods(HttpMethod.POST).build(),
          door.decorate(BrowserAccess.decorator()));
    }
  }

  private HttpResponse readiness() {
    return HttpResponse.of(readiness.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
  }

  /** A connection that stays open would bring the next request here again. */
  private HttpResponse sendAwayWhenDraining(
      HttpService next, ServiceRequestContext context, HttpRequest request) throws Exception {
    if (readiness.isDraining()) {
      // Nothing waits for it: the connection closes once its requests are answered.
      var unused = context.initiateConnectionShutdown();
    }
    return next.serve(context, request);
  }

  private static Duration quietPeriod(Duration drain) {
    Duration half = drain.dividedBy(2);
    return half.compareTo(MAX_QUIET_PERIOD) < 0 ? half : MAX_QUIET_PERIOD;
  }
}
