package com.acme.analytics.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A synthesized cloud assembly.
 *
 * @param directory the cdk.out
 */
public record Assembly(Path directory) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A stack's template, for assertions. */
  public Template template(String environment, String stack) {
    return Template.fromJSON(
        JSON.readValue(
            templateFile(environment, stack).toFile(),
            new TypeReference<Map<String, Object>>() {}));
  }

  /** A stack's resources of a type. */
  public List<JsonNode> resources(String environment, String stack, String type) {
    return JSON.readTree(templateFile(environment, stack).toFile())
        .path("Resources")
        .valueStream()
        .filter(resource -> resource.path("Type").asString().equals(type))
        .toList();
  }

  /** The container images that a stack needs built. */
  public List<JsonNode> images(String environment, String stack) {
    Path template = templateFile(environment, stack);
    Path assets =
        template.resolveSibling(
            template.getFileName().toString().replace(".template.json", ".assets.json"));
    return JSON.readTree(assets.toFile()).path("dockerImages").valueStream().toList();
  }

  /** Every template of every environment. */
  public List<Path> templateFiles() {
    return filesEndingWith(".template.json");
  }

  /**
   * What was said about constructs of a level: {@code aws:cdk:error} or {@code aws:cdk:warning}.
   */
  public List<String> annotations(String level) {
    List<String> messages = new ArrayList<>();
    for (Path file : filesEndingWith(".metadata.json")) {
      for (Map.Entry<String, JsonNode> construct : JSON.readTree(file.toFile()).properties()) {
        for (JsonNode entry : construct.getValue()) {
          if (entry.path("type").asString().equals(level)) {
            messages.add(construct.getKey() + ": " + entry.path("data").asString());
          }
        }
      }
    }
    return messages;
  }

  /** The manifests of the assembly and of each stage within. */
  public List<JsonNode> manifests() {
    return filesEndingWith("manifest.json").stream()
        .map(file -> JSON.readTree(file.toFile()))
        .toList();
  }

  private Path templateFile(String environment, String stack) {
    Path stage = directory.resolve("assembly-acme-" + environment);
    JsonNode artifacts = JSON.readTree(stage.resolve("manifest.json").toFile()).path("artifacts");
    return artifacts
        .valueStream()
        .map(artifact -> artifact.path("properties"))
        .filter(
            properties ->
                properties
                    .path("stackName")
                    .asString("")
                    .equals("acme-" + environment + "-" + stack))
        .map(properties -> stage.resolve(properties.path("templateFile").asString()))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> filesEndingWith(String suffix) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .filter(file -> !file.toString().contains("/asset."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
