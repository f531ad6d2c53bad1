package com.acme.analytics.local.emulation.secrets;

import com.acme.analytics.local.emulation.model.Secret;
import com.acme.analytics.local.emulation.server.LoopbackServer;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets Manager on a local port, as the AWS SDKs speak to it (AWS JSON 1.1). Whoever reaches the
 * loopback address may read: requests are not checked for a signature.
 */
public final class SecretsManagerServer implements AutoCloseable {
  private static final MediaType AWS_JSON = MediaType.create("application", "x-amz-json-1.1");
  private static final String TARGET_PREFIX = "secretsmanager.";

  private final SecretStore store;
  private final SecretOperations operations;
  private final LoopbackServer server;

  /**
   * Starts serving. Secrets of the template that the file doesn't hold yet get their value.
   *
   * @param port of the loopback address; 0 takes any that is free
   * @param file keeps the secrets; made with mode 0600
   */
  public SecretsManagerServer(
      int port, Path file, String region, List<Secret> secrets, Clock clock) {
    this.store = new SecretStore(file);
    this.operations = new SecretOperations(store, region, clock);
    PasswordGenerator passwords = new PasswordGenerator();
    for (Secret secret : secrets) {
      if (store.find(secret.name()).isEmpty()) {
        store.add(stored(secret, passwords, clock));
      }
    }
    this.server =
        new LoopbackServer(
            port,
            Server.builder()
                .serviceUnder(
                    "/",
                    (context, request) ->
                        HttpResponse.of(
                            request
                                .aggregate()
                                .thenApplyAsync(this::answer, context.blockingTaskExecutor()))));
  }

  /** The port that it serves on. */
  public int port() {
    return server.port();
  }

  /**
   * The current text of a secret.
   *
   * @param id its name or its ARN
   */
  public String value(String id) {
    return store
        .find(id)
        .flatMap(StoredSecret::currentText)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "secret: %s (expected: one that holds a text)".formatted(id)));
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpResponse answer(AggregatedHttpRequest request) {
    String target = request.headers().get("x-amz-target", "");
    try {
      if (!target.startsWith(TARGET_PREFIX)) {
        throw SecretsException.unknownOperation(target);
      }
      ObjectNode answer =
          operations.call(
              target.substring(TARGET_PREFIX.length()),
              JsonMapper.shared().readTree(request.content().array()));
      return response(HttpStatus.OK, answer);
    } catch (SecretsException e) {
      return error(e.type(), e.getMessage());
    } catch (JacksonException e) {
      return error("SerializationException", e.getOriginalMessage());
    }
  }

  private static HttpResponse error(String type, String message) {
    return response(
        HttpStatus.BAD_REQUEST,
        JsonMapper.shared().createObjectNode().put("__type", type).put("Message", message));
  }

  private static HttpResponse response(HttpStatus status, ObjectNode body) {
    return HttpResponse.of(
        status, AWS_JSON, HttpData.wrap(JsonMapper.shared().writeValueAsBytes(body)));
  }

  private static StoredSecret stored(Secret secret, PasswordGenerator passwords, Clock clock) {
    StoredSecret empty =
        new StoredSecret(
            secret.arn(), secret.name(), secret.description(), clock.instant(), List.of());
    return secret
        .value()
        .or(() -> secret.generation().map(passwords::generate))
        .map(
            value ->
                empty.with(
                    new SecretVersion(
                        UUID.randomUUID().toString(),
                        Optional.of(value),
                        Optional.empty(),
                        List.of(StoredSecret.CURRENT),
                        clock.instant())))
        .orElse(empty);
  }
}
