package com.acme.analytics.local.emulation.secrets;

import com.acme.analytics.local.emulation.model.Secret;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets Manager at the wire level (AWS JSON 1.1): GetSecretValue, DescribeSecret, ListSecrets,
 * CreateSecret and PutSecretValue of text secrets. It takes any credentials, on loopback only.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">the API</a>
 */
public final class SecretsManagerServer implements AutoCloseable {
  private static final MediaType CONTENT_TYPE = MediaType.parse("application/x-amz-json-1.1");
  private static final String TARGET_PREFIX = "secretsmanager.";
  private static final Pattern SIGNED_REGION = Pattern.compile("Credential=[^/]+/[0-9]+/([^/]+)/");

  private final SecretStore store;
  private final Server server;

  /**
   * Starts serving.
   *
   * @param declared secrets that are made, with their values, where they are not there yet
   * @param file keeps all secrets
   * @param port of the loopback address; 0 takes any that is free
   */
  public SecretsManagerServer(List<Secret> declared, Path file, int port) throws IOException {
    store = new SecretStore(file, InstantSource.system());
    store.declare(declared);
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .service(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApplyAsync(this::serve, context.blockingTaskExecutor())))
            .build();
    server.start().join();
  }

  /** The port that it serves on. */
  public int port() {
    return server.activeLocalPort();
  }

  /**
   * The current value of a secret.
   *
   * @throws IllegalArgumentException when there is no secret of that name
   */
  public String value(String name) {
    return store
        .find(name)
        .orElseThrow(() -> new IllegalArgumentException("secret: " + name + " (expected: one that is declared)"))
        .current()
        .value();
  }

  @Override
  public void close() {
    server.stop().join();
  }

  private HttpResponse serve(AggregatedHttpRequest request) {
    String target = request.headers().get("x-amz-target", "");
    try {
      JsonNode body = JsonMapper.shared().readTree(request.contentUtf8());
      return switch (target) {
        case TARGET_PREFIX + "GetSecretValue" -> getSecretValue(body);
        case TARGET_PREFIX + "DescribeSecret" ->
            store.find(id(body)).map(SecretsManagerServer::description).map(SecretsManagerServer::ok).orElseGet(SecretsManagerServer::notFound);
        case TARGET_PREFIX + "ListSecrets" -> listSecrets();
        case TARGET_PREFIX + "CreateSecret" -> createSecret(body, region(request));
        case TARGET_PREFIX + "PutSecretValue" -> putSecretValue(body);
        default ->
            error("UnknownOperationException", "operation " + target + " is not emulated here");
      };
    } catch (JacksonException e) {
      return error("SerializationException", e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return error("InvalidRequestException", e.getMessage());
    }
  }

  private HttpResponse getSecretValue(JsonNode body) {
    Optional<StoredSecret> secret = store.find(id(body));
    if (secret.isEmpty()) {
      return notFound();
    }
    Optional<String> versionId = text(body, "VersionId");
    Optional<String> stage =
        text(body, "VersionStage")
            .or(() -> versionId.isPresent() ? Optional.empty() : Optional.of(StoredSecret.CURRENT));
    return secret
        .get()
        .version(versionId, stage)
        .map(version -> ok(named(secret.get()).put("VersionId", version.id())
            .put("SecretString", version.value())
            .put("CreatedDate", version.createdSeconds())
            .set("VersionStages", JsonMapper.shared().valueToTree(secret.get().stages(version)))))
        .orElseGet(SecretsManagerServer::notFound);
  }

  private HttpResponse listSecrets() {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    var list = answer.putArray("SecretList");
    store.all().forEach(secret -> list.add(description(secret)));
    return ok(answer);
  }

  private HttpResponse createSecret(JsonNode body, String region) {
    String name = required(body, "Name");
    return store
        .create(name, required(body, "SecretString"), region)
        .map(secret -> ok(named(secret).put("VersionId", secret.current().id())))
        .orElseGet(
            () ->
                error(
                    "ResourceExistsException",
                    "The operation failed because the secret " + name + " already exists."));
  }

  private HttpResponse putSecretValue(JsonNode body) {
    return store
        .update(id(body), required(body, "SecretString"))
        .map(
            secret -> {
              ObjectNode answer = named(secret).put("VersionId", secret.current().id());
              answer.putArray("VersionStages").add(StoredSecret.CURRENT);
              return ok(answer);
            })
        .orElseGet(SecretsManagerServer::notFound);
  }

  private static ObjectNode description(StoredSecret secret) {
    ObjectNode description = named(secret).put("CreatedDate", secret.createdSeconds());
    ObjectNode stages = description.putObject("VersionIdsToStages");
    for (StoredSecret.Version version : secret.versions()) {
      stages.set(version.id(), JsonMapper.shared().valueToTree(secret.stages(version)));
    }
    return description;
  }

  private static ObjectNode named(StoredSecret secret) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("ARN", secret.arn())
        .put("Name", secret.name());
  }

  private static String id(JsonNode body) {
    return required(body, "SecretId");
  }

  private static String required(JsonNode body, String field) {
    return text(body, field)
        .orElseThrow(() -> new IllegalArgumentException(field + ": missing (expected: a text)"));
  }

  private static Optional<String> text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  private static String region(AggregatedHttpRequest request) {
    Matcher matcher = SIGNED_REGION.matcher(request.headers().get("authorization", ""));
    return matcher.find() ? matcher.group(1) : "us-east-1";
  }

  private static HttpResponse ok(JsonNode body) {
    return HttpResponse.of(HttpStatus.OK, CONTENT_TYPE, HttpData.ofUtf8(body.toString()));
  }

  private static HttpResponse notFound() {
    return error(
        "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  private static HttpResponse error(String type, String message) {
    ObjectNode body =
        JsonMapper.shared().createObjectNode().put("__type", type).put("Message", message);
    return HttpResponse.of(
        HttpStatus.BAD_REQUEST, CONTENT_TYPE, HttpData.ofUtf8(body.toString()));
  }
}
