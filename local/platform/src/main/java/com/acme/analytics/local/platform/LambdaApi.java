package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.lambda.LambdaService;
import com.acme.analytics.local.emulation.server.LoopbackServer;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's Invoke operation for operators, with invocation type {@code RequestResponse}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class LambdaApi implements AutoCloseable {
  private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);

  private final LambdaService lambda;
  private final LoopbackServer server;

  LambdaApi(LambdaService lambda, int port) {
    this.lambda = lambda;
    this.server =
        new LoopbackServer(
            port,
            Server.builder()
                .requestTimeout(LONGEST_FUNCTION)
                .maxRequestLength(LambdaService.REQUEST_BYTES)
                .service(
                    "/2015-03-31/functions/{name}/invocations",
                    (context, request) ->
                        HttpResponse.of(
                            request
                                .aggregate()
                                .thenCompose(
                                    body ->
                                        invoke(
                                            context.pathParam("name"), body.content().array())))));
  }

  private CompletableFuture<HttpResponse> invoke(String function, byte[] payload) {
    try {
      return lambda.invokeAsync(function, payload).thenApply(LambdaApi::answer);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          error(HttpStatus.NOT_FOUND, "ResourceNotFoundException", e.getMessage()));
    }
  }

  private static HttpResponse answer(InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success success ->
          HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(success.payload()));
      case InvokeResult.FunctionError failure ->
          HttpResponse.of(
              ResponseHeaders.builder(HttpStatus.OK)
                  .contentType(MediaType.JSON)
                  .add("X-Amz-Function-Error", "Unhandled")
                  .build(),
              HttpData.wrap(failure.payload()));
      case InvokeResult.Refused refused ->
          error(HttpStatus.valueOf(refused.status()), refused.type(), refused.message());
    };
  }

  private static HttpResponse error(HttpStatus status, String type, String message) {
    byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("Type", "User", "message", message));
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON)
            .add("X-Amzn-ErrorType", type)
            .build(),
        HttpData.wrap(body));
  }

  @Override
  public void close() {
    server.close();
  }
}
