package com.acme.analytics.local.emulation.customresources;

import com.acme.analytics.local.emulation.server.LoopbackServer;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where functions PUT their answers, as they do to a presigned URL of CloudFormation's bucket. */
final class AnswerServer implements AutoCloseable {
  private final Map<String, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();
  private final LoopbackServer server;

  AnswerServer() {
    this.server =
        new LoopbackServer(
            0,
            Server.builder()
                .route()
                .put("/{request}")
                .build(
                    (context, request) ->
                        HttpResponse.of(
                            request
                                .aggregate()
                                .thenApply(
                                    body ->
                                        take(context.pathParam("request"), body.contentUtf8())))));
  }

  /** The answer to a request, when it comes. */
  CompletableFuture<JsonNode> expect(String requestId) {
    return expected.computeIfAbsent(requestId, id -> new CompletableFuture<>());
  }

  void forget(String requestId) {
    expected.remove(requestId);
  }

  String url(String requestId) {
    return "http://127.0.0.1:" + server.port() + "/" + requestId;
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpResponse take(String requestId, String body) {
    Optional<CompletableFuture<JsonNode>> waiting = Optional.ofNullable(expected.get(requestId));
    waiting.ifPresent(future -> future.complete(JsonMapper.shared().readTree(body)));
    return HttpResponse.of(waiting.isPresent() ? HttpStatus.OK : HttpStatus.FORBIDDEN);
  }
}
