package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.JwtAuthorizer;
import com.acme.analytics.local.emulation.server.LoopbackServer;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP API of API Gateway on a local port, HTTP/1.1 and HTTP/2 in clear text. */
public final class HttpApiServer implements AutoCloseable {
  /** Payload quota of HTTP APIs, in bytes. */
  private static final int PAYLOAD_BYTES = 10 * 1024 * 1024;

  /**
   * What the server itself reads. A body beyond it is cut off while it is sent, so that a client of
   * HTTP/2 may see its stream reset rather than the answer.
   */
  private static final int READ_PAYLOAD_BYTES = 2 * PAYLOAD_BYTES;

  /** Quota of request line and header values together, in bytes. */
  private static final int HEADER_BYTES = 10_240;

  /** What the server itself reads, so that the quota above is what refuses. */
  private static final int READ_HEADER_BYTES = 8 * HEADER_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(HttpApiServer.class);

  private final RouteTable routes;
  private final CorsPolicy cors;
  private final EventWriter events;
  private final FunctionInvoker invoker;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<JwtAuthorizer, JwtVerifier> verifiers = new ConcurrentHashMap<>();
  private final LoopbackServer server;

  /**
   * Starts serving.
   *
   * @param port of the loopback address; 0 takes any that is free
   */
  public HttpApiServer(HttpApi api, int port, FunctionInvoker invoker, Clock clock) {
    this.routes = new RouteTable(api.routes());
    this.cors = new CorsPolicy(api.cors());
    this.events = new EventWriter(api);
    this.invoker = invoker;
    this.clock = clock;
    this.server =
        new LoopbackServer(
            port,
            Server.builder()
                .serviceUnder("/", this::serve)
                .maxRequestLength(READ_PAYLOAD_BYTES)
                .errorHandler(new GatewayErrorHandler())
                .http1MaxHeaderSize(READ_HEADER_BYTES)
                .http1MaxInitialLineLength(READ_HEADER_BYTES)
                .http2MaxHeaderListSize(READ_HEADER_BYTES)
                .requestTimeout(Duration.ofMinutes(2)));
  }

  /** The port that it serves on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = requestId();
    if (headerBytes(request.headers()) > HEADER_BYTES) {
      return respond(id, request.headers(), false, answer(GatewayAnswer.HEADERS_TOO_LARGE));
    }
    Optional<RouteTable.Match> match =
        routes.match(request.method().name(), DecodedPath.of(context.path()));
    if (match.isEmpty()) {
      boolean preflight = cors.isPreflight(request.headers());
      return respond(
          id,
          request.headers(),
          preflight,
          preflight
              ? new FunctionAnswer(ResponseHeaders.of(HttpStatus.NO_CONTENT), HttpData.empty())
              : answer(GatewayAnswer.NOT_FOUND));
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenComposeAsync(
                whole -> call(gatewayRequest(id, context, whole), match.get()),
                context.blockingTaskExecutor())
            .exceptionally(HttpApiServer::failure)
            .thenApply(answer -> respond(id, request.headers(), false, answer)));
  }

  private CompletableFuture<FunctionAnswer> call(GatewayRequest request, RouteTable.Match match) {
    if (request.body().length > PAYLOAD_BYTES) {
      return CompletableFuture.completedFuture(answer(GatewayAnswer.REQUEST_TOO_LONG));
    }
    Optional<JwtClaims> claims = Optional.empty();
    if (match.route().authorizer().isPresent()) {
      JwtVerifier verifier =
          verifiers.computeIfAbsent(
              match.route().authorizer().get(), authorizer -> new JwtVerifier(authorizer, clock));
      switch (verifier.verify(request, match.route().scopes())) {
        case JwtVerifier.Outcome.Denied denied -> {
          return CompletableFuture.completedFuture(answer(denied.answer()));
        }
        case JwtVerifier.Outcome.Allowed allowed -> claims = Optional.of(allowed.claims());
      }
    }
    return invoker
        .invoke(match.route().functionName(), events.write(request, match, claims))
        .copy() // the invocation itself outlives the gateway's patience
        .orTimeout(match.route().timeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(HttpApiServer::answer);
  }

  private static FunctionAnswer answer(InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success success ->
          FunctionAnswer.read(success.payload())
              .orElseGet(() -> answer(GatewayAnswer.FUNCTION_FAILED));
      case InvokeResult.FunctionError ignored -> answer(GatewayAnswer.FUNCTION_FAILED);
      case InvokeResult.Refused refused ->
          answer(
              refused.status() == HttpStatus.REQUEST_ENTITY_TOO_LARGE.code()
                  ? GatewayAnswer.REQUEST_TOO_LONG
                  : GatewayAnswer.REJECTED_BY_LAMBDA);
    };
  }

  private static FunctionAnswer failure(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ContentTooLargeException) {
      return answer(GatewayAnswer.REQUEST_TOO_LONG);
    }
    if (cause instanceof TimeoutException) {
      return answer(GatewayAnswer.TIMED_OUT);
    }
    LOG.warn("a request can't be served", cause);
    return answer(GatewayAnswer.REJECTED_BY_LAMBDA);
  }

  private static FunctionAnswer answer(GatewayAnswer answer) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(answer.status()))
            .set("content-type", "application/json");
    switch (answer) {
      case UNAUTHORIZED -> headers.set("www-authenticate", "Bearer");
      case FORBIDDEN -> headers.set("www-authenticate", "Bearer error=\"insufficient_scope\"");
      default -> {}
    }
    return new FunctionAnswer(headers.build(), HttpData.ofUtf8(answer.body()));
  }

  private HttpResponse respond(
      String id, RequestHeaders request, boolean preflight, FunctionAnswer answer) {
    ResponseHeadersBuilder headers = answer.headers().toBuilder();
    cors.decorate(request, preflight, headers);
    headers.set("apigw-requestid", id);
    return HttpResponse.of(headers.build(), answer.body());
  }

  private GatewayRequest gatewayRequest(
      String id, ServiceRequestContext context, AggregatedHttpRequest request) {
    String query = context.query();
    return new GatewayRequest(
        id,
        request.headers(),
        DecodedPath.of(context.path()),
        query == null ? "" : query,
        context.clientAddress().getHostAddress(),
        request.content().array(),
        clock.instant());
  }

  private static int headerBytes(RequestHeaders headers) {
    int bytes = headers.path().length();
    for (Map.Entry<?, String> header : headers) {
      bytes += header.getValue().length();
    }
    return bytes;
  }

  /** Such as {@code RL2XYiwjPHcEMEQ=}. */
  private String requestId() {
    byte[] bytes = new byte[11];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
