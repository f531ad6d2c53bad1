package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.Secret;
import com.acme.analytics.local.emulation.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables and secrets. */
final class DataReader {
  private static final int DEFAULT_PASSWORD_LENGTH = 32;

  private DataReader() {}

  static Table table(Properties table) {
    Map<String, String> types = new LinkedHashMap<>();
    table
        .list("AttributeDefinitions")
        .forEach(
            attribute ->
                types.put(attribute.text("AttributeName"), attribute.text("AttributeType")));
    Properties ttl = table.in("TimeToLiveSpecification");
    return new Table(
        table.resource().logicalId(),
        table.name(),
        types,
        key(table),
        table.list("GlobalSecondaryIndexes").stream().map(DataReader::index).toList(),
        ttl.flag("Enabled") ? Optional.of(ttl.text("AttributeName")) : Optional.empty());
  }

  private static Table.Index index(Properties index) {
    Properties projection = index.in("Projection");
    return new Table.Index(
        index.text("IndexName"),
        key(index),
        projection.text("ProjectionType"),
        projection.texts("NonKeyAttributes"));
  }

  private static Table.Key key(Properties table) {
    List<Properties> schema = table.list("KeySchema");
    return new Table.Key(
        attribute(schema, "HASH")
            .orElseThrow(
                () ->
                    new AssemblyException(
                        table.resource() + ": KeySchema: no HASH attribute (expected: one)")),
        attribute(schema, "RANGE"));
  }

  private static Optional<String> attribute(List<Properties> schema, String keyType) {
    return schema.stream()
        .filter(element -> element.text("KeyType").equals(keyType))
        .map(element -> element.text("AttributeName"))
        .findFirst();
  }

  static Secret secret(Properties secret, String arn) {
    Properties generation = secret.in("GenerateSecretString");
    return new Secret(
        secret.resource().logicalId(),
        secret.name(),
        arn,
        secret.optionalText("Description"),
        secret.optionalText("SecretString"),
        secret.has("GenerateSecretString")
            ? Optional.of(generation(generation))
            : Optional.empty());
  }

  private static Secret.Generation generation(Properties generation) {
    return new Secret.Generation(
        generation
            .optionalText("SecretStringTemplate")
            .map(json -> new Secret.Template(json, generation.text("GenerateStringKey"))),
        generation.optionalNumber("PasswordLength").orElse(DEFAULT_PASSWORD_LENGTH),
        generation.optionalText("ExcludeCharacters").orElse(""),
        generation.flag("ExcludeLowercase"),
        generation.flag("ExcludeUppercase"),
        generation.flag("ExcludeNumbers"),
        generation.flag("ExcludePunctuation"),
        generation.flag("IncludeSpace"),
        generation.optionalText("RequireEachIncludedType").map("true"::equals).orElse(true));
  }
}
