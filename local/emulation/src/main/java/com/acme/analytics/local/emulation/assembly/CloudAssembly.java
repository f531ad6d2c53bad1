package com.acme.analytics.local.emulation.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The synthesized stacks of one environment: the nested assembly of a {@code cdk.out} that a CDK
 * Stage becomes, whose name ends in the environment's.
 *
 * @param environment such as {@code dev}
 * @param stacks in the manifest's order
 */
public record CloudAssembly(String environment, List<Stack> stacks) {

  /**
   * Reads the manifest, the templates and the asset lists of an environment.
   *
   * @throws AssemblyException where there is no such environment, or a file can't be read
   */
  public static CloudAssembly read(Path cdkOut, String environment) {
    Path directory = stage(cdkOut, environment);
    JsonNode artifacts = json(directory.resolve("manifest.json")).path("artifacts");
    Map<String, Path> assets = new HashMap<>();
    Map<String, Path> images = new HashMap<>();
    List<Stack> stacks = new ArrayList<>();
    for (JsonNode artifact : artifacts.values()) {
      if (artifact.path("type").asString("").equals("cdk:asset-manifest")) {
        JsonNode manifest =
            json(directory.resolve(artifact.path("properties").path("file").asString()));
        readAssets(directory, manifest.path("files"), "path", "objectKey", assets);
        readAssets(directory, manifest.path("dockerImages"), "directory", "imageTag", images);
      }
    }
    for (Map.Entry<String, JsonNode> artifact : artifacts.properties()) {
      if (artifact.getValue().path("type").asString("").equals("aws:cloudformation:stack")) {
        stacks.add(
            stack(
                directory,
                artifact.getKey(),
                artifact.getValue(),
                Map.copyOf(assets),
                Map.copyOf(images)));
      }
    }
    if (stacks.isEmpty()) {
      throw new AssemblyException(directory + ": no stack (expected: at least one)");
    }
    return new CloudAssembly(environment, List.copyOf(stacks));
  }

  /** The resources of some types, in the order of stacks and templates. */
  List<Resource> resources(List<String> types) {
    return stacks.stream()
        .flatMap(stack -> stack.resources().stream())
        .filter(resource -> types.contains(resource.type()))
        .toList();
  }

  private static Path stage(Path cdkOut, String environment) {
    List<String> stages = new ArrayList<>();
    for (JsonNode artifact : json(cdkOut.resolve("manifest.json")).path("artifacts").values()) {
      if (artifact.path("type").asString("").equals("cdk:cloud-assembly")) {
        String directory = artifact.path("properties").path("directoryName").asString();
        stages.add(directory);
        if (directory.endsWith("-" + environment)) {
          return cdkOut.resolve(directory);
        }
      }
    }
    throw new AssemblyException(
        "environment: %s (expected: one of the stages of %s, which are %s)"
            .formatted(environment, cdkOut, stages));
  }

  private static Stack stack(
      Path directory,
      String id,
      JsonNode artifact,
      Map<String, Path> assets,
      Map<String, Path> images) {
    JsonNode properties = artifact.path("properties");
    // "aws://<account>/<region>", the region "unknown-region" in a stack bound to none
    String[] environment = artifact.path("environment").asString("aws:///").split("/", -1);
    return new Stack(
        properties.path("stackName").asString(id),
        environment[environment.length - 1],
        json(directory.resolve(properties.path("templateFile").asString())),
        assets,
        images);
  }

  /** Puts where each asset lies under the key of each of its destinations. */
  private static void readAssets(
      Path directory,
      JsonNode list,
      String sourceField,
      String keyField,
      Map<String, Path> assets) {
    for (JsonNode asset : list.values()) {
      Path source =
          directory.resolve(asset.path("source").path(sourceField).asString()).normalize();
      for (JsonNode destination : asset.path("destinations").values()) {
        assets.put(destination.path(keyField).asString(), source);
      }
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(file);
    } catch (JacksonException e) {
      throw new AssemblyException(file + ": can't be read: " + e.getOriginalMessage(), e);
    }
  }
}
