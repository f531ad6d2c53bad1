package com.acme.analytics.local.emulation.lambda;

import com.acme.analytics.local.emulation.server.LoopbackServer;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Runtime API of Lambda, version 2018-06-01, of every execution environment: each has a path of
 * its own before the API's, which the runtime client takes as part of the address.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
  private static final String RUNTIME = "/{environment}/2018-06-01/runtime";

  private final Map<String, ExecutionEnvironment> environments = new ConcurrentHashMap<>();
  private final Clock clock;
  private final LoopbackServer server;

  RuntimeApi(Clock clock) {
    this.clock = clock;
    this.server =
        new LoopbackServer(
            0,
            Server.builder()
                .requestTimeoutMillis(0) // "next" waits until there is an invocation
                .idleTimeoutMillis(0)
                .maxRequestLength(LambdaService.RESPONSE_BYTES * 2L)
                .route()
                .get(RUNTIME + "/invocation/next")
                .build(this::next)
                .route()
                .post(RUNTIME + "/invocation/{id}/{outcome}")
                .build(this::finish)
                .route()
                .post(RUNTIME + "/{phase}/error")
                .build(this::initializationError)
                .route()
                .get(RUNTIME + "/restore/next")
                .build((context, request) -> HttpResponse.of(HttpStatus.OK)));
  }

  /** The address of an environment's API, without a scheme. */
  String address(String environment) {
    return "127.0.0.1:" + server.port() + "/" + environment;
  }

  void add(String id, ExecutionEnvironment environment) {
    environments.put(id, environment);
  }

  void remove(String id) {
    environments.remove(id);
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpResponse next(ServiceRequestContext context, HttpRequest request) {
    return environment(context)
        .map(
            environment ->
                HttpResponse.of(
                    environment
                        .next()
                        .thenApply(invocation -> invocation(environment, invocation))))
        .orElseGet(RuntimeApi::gone);
  }

  private HttpResponse invocation(ExecutionEnvironment environment, Invocation invocation) {
    long deadline = clock.millis() + environment.function().timeout().toMillis();
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.JSON)
            .add("lambda-runtime-aws-request-id", invocation.requestId())
            .add("lambda-runtime-deadline-ms", Long.toString(deadline))
            .add("lambda-runtime-invoked-function-arn", environment.function().arn())
            .build(),
        HttpData.wrap(invocation.payload()));
  }

  private HttpResponse finish(ServiceRequestContext context, HttpRequest request) {
    String id = context.pathParam("id");
    boolean error = "error".equals(context.pathParam("outcome"));
    return withBody(
        context,
        request,
        (environment, body) -> {
          if (error) {
            return accepted(environment.finish(id, new InvokeResult.FunctionError(body)));
          }
          if (body.length > LambdaService.RESPONSE_BYTES) {
            environment.finish(id, FunctionErrors.responseTooLarge());
            return HttpResponse.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
          }
          return accepted(environment.finish(id, new InvokeResult.Success(body)));
        });
  }

  private HttpResponse initializationError(ServiceRequestContext context, HttpRequest request) {
    return withBody(
        context,
        request,
        (environment, body) -> {
          LOG.warn(
              "{}: {} error: {}",
              environment.function().name(),
              context.pathParam("phase"),
              new String(body, StandardCharsets.UTF_8));
          environment.initializationFailed(new InvokeResult.FunctionError(body));
          return accepted(true);
        });
  }

  private HttpResponse withBody(
      ServiceRequestContext context, HttpRequest request, BodyHandler handler) {
    Optional<ExecutionEnvironment> environment = environment(context);
    if (environment.isEmpty()) {
      return gone();
    }
    CompletableFuture<AggregatedHttpRequest> body = request.aggregate();
    return HttpResponse.of(
        body.thenApply(whole -> handler.handle(environment.get(), whole.content().array())));
  }

  private Optional<ExecutionEnvironment> environment(ServiceRequestContext context) {
    return Optional.ofNullable(context.pathParam("environment")).map(environments::get);
  }

  private static HttpResponse accepted(boolean known) {
    return known
        ? HttpResponse.of(HttpStatus.ACCEPTED)
        : HttpResponse.of(
            HttpStatus.BAD_REQUEST,
            MediaType.JSON,
            "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
  }

  private static HttpResponse gone() {
    return HttpResponse.of(HttpStatus.GONE);
  }

  @FunctionalInterface
  private interface BodyHandler {
    HttpResponse handle(ExecutionEnvironment environment, byte[] body);
  }
}
