package com.acme.analytics.local.emulation.secrets;

import com.acme.analytics.local.emulation.model.LocalAccount;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations of Secrets Manager that are emulated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html">the
 *     operations</a>
 */
final class SecretOperations {
  private static final int PAGE = 100;

  private final SecretStore store;
  private final String region;
  private final Clock clock;

  SecretOperations(SecretStore store, String region, Clock clock) {
    this.store = store;
    this.region = region;
    this.clock = clock;
  }

  ObjectNode call(String operation, JsonNode request) {
    return switch (operation) {
      case "GetSecretValue" -> getSecretValue(request);
      case "DescribeSecret" -> describe(secret(request));
      case "CreateSecret" -> createSecret(request);
      case "PutSecretValue" -> putSecretValue(request);
      case "ListSecrets" -> listSecrets(request);
      default -> throw SecretsException.unknownOperation(operation);
    };
  }

  private ObjectNode getSecretValue(JsonNode request) {
    StoredSecret secret = secret(request);
    Optional<String> id = text(request, "VersionId");
    String stage = request.path("VersionStage").asString(id.isEmpty() ? StoredSecret.CURRENT : "");
    SecretVersion version =
        secret.versions().stream()
            .filter(candidate -> id.isEmpty() || candidate.id().equals(id.get()))
            .filter(candidate -> stage.isEmpty() || candidate.hasStage(stage))
            .findFirst()
            .orElseThrow(
                () ->
                    SecretsException.noSuchVersion(
                        id.map(value -> "VersionId: " + value).orElse("staging label: " + stage)));
    ObjectNode answer = named(secret);
    answer.put("VersionId", version.id());
    version.string().ifPresent(value -> answer.put("SecretString", value));
    version.binary().ifPresent(value -> answer.put("SecretBinary", value));
    answer.set("VersionStages", texts(version.stages()));
    answer.put("CreatedDate", seconds(version.created()));
    return answer;
  }

  private ObjectNode createSecret(JsonNode request) {
    String name = required(request, "Name");
    String suffix = UUID.randomUUID().toString().substring(0, 6);
    StoredSecret secret =
        new StoredSecret(
            LocalAccount.arn("secretsmanager", region, "secret:" + name + "-" + suffix),
            name,
            text(request, "Description"),
            clock.instant(),
            List.of());
    if (hasValue(request)) {
      secret = secret.with(version(request, List.of(StoredSecret.CURRENT)));
    }
    store.add(secret);
    ObjectNode answer = named(secret);
    if (!secret.versions().isEmpty()) {
      answer.put("VersionId", secret.versions().getLast().id());
    }
    return answer;
  }

  private ObjectNode putSecretValue(JsonNode request) {
    if (!hasValue(request)) {
      throw SecretsException.invalidParameter(
          "You must provide either SecretString or SecretBinary.");
    }
    List<String> stages =
        request.path("VersionStages").isEmpty()
            ? List.of(StoredSecret.CURRENT)
            : request.path("VersionStages").valueStream().map(JsonNode::asString).toList();
    SecretVersion added = version(request, stages);
    StoredSecret secret =
        store.change(required(request, "SecretId"), before -> withVersion(before, added));
    ObjectNode answer = named(secret);
    answer.put("VersionId", added.id());
    answer.set("VersionStages", texts(stages));
    return answer;
  }

  /** A request token that was used before is the same version again, or an error. */
  private static StoredSecret withVersion(StoredSecret secret, SecretVersion added) {
    for (SecretVersion version : secret.versions()) {
      if (version.id().equals(added.id())) {
        if (version.string().equals(added.string()) && version.binary().equals(added.binary())) {
          return secret;
        }
        throw SecretsException.exists(secret.name() + " version " + added.id());
      }
    }
    return secret.with(added);
  }

  private ObjectNode listSecrets(JsonNode request) {
    int from = Integer.parseInt(request.path("NextToken").asString("0"));
    int size = request.path("MaxResults").asInt(PAGE);
    List<StoredSecret> all = store.all();
    int to = Math.min(all.size(), from + size);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode list = answer.putArray("SecretList");
    all.subList(Math.min(from, to), to)
        .forEach(
            secret -> {
              ObjectNode entry = describe(secret);
              entry.set("SecretVersionsToStages", entry.remove("VersionIdsToStages"));
              list.add(entry);
            });
    if (to < all.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return answer;
  }

  private static ObjectNode describe(StoredSecret secret) {
    ObjectNode answer = named(secret);
    secret.description().ifPresent(value -> answer.put("Description", value));
    answer.put("CreatedDate", seconds(secret.created()));
    answer.put("LastChangedDate", seconds(secret.lastChanged()));
    ObjectNode stages = answer.putObject("VersionIdsToStages");
    secret.versions().forEach(version -> stages.set(version.id(), texts(version.stages())));
    return answer;
  }

  private StoredSecret secret(JsonNode request) {
    return store.find(required(request, "SecretId")).orElseThrow(SecretsException::notFound);
  }

  private SecretVersion version(JsonNode request, List<String> stages) {
    return new SecretVersion(
        text(request, "ClientRequestToken").orElseGet(() -> UUID.randomUUID().toString()),
        text(request, "SecretString"),
        text(request, "SecretBinary"),
        stages,
        clock.instant());
  }

  private static boolean hasValue(JsonNode request) {
    return request.has("SecretString") || request.has("SecretBinary");
  }

  private static String required(JsonNode request, String field) {
    return text(request, field)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () -> SecretsException.invalidParameter(field + ": absent (expected: a value)"));
  }

  private static Optional<String> text(JsonNode request, String field) {
    return request.optional(field).filter(JsonNode::isString).map(JsonNode::asString);
  }

  private static ObjectNode named(StoredSecret secret) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("ARN", secret.arn())
        .put("Name", secret.name());
  }

  private static ArrayNode texts(List<String> values) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    values.forEach(array::add);
    return array;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
