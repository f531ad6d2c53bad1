package com.acme.analytics.local.emulation.customresources;

import com.acme.analytics.local.emulation.model.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the last successful request left of each custom resource: its id and its properties. */
final class CustomResourceState {
  private final Path directory;

  record Deployed(String physicalId, ObjectNode properties) {}

  CustomResourceState(Path directory) {
    this.directory = directory;
  }

  Optional<Deployed> read(CustomResource resource) {
    if (!Files.exists(file(resource))) {
      return Optional.empty();
    }
    JsonNode json = JsonMapper.shared().readTree(file(resource));
    return Optional.of(
        new Deployed(
            json.path("PhysicalResourceId").asString(), (ObjectNode) json.path("Properties")));
  }

  void write(CustomResource resource, Deployed deployed) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("PhysicalResourceId", deployed.physicalId());
    json.set("Properties", deployed.properties());
    try {
      Files.createDirectories(directory);
      Files.write(file(resource), JsonMapper.shared().writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(CustomResource resource) {
    try {
      Files.deleteIfExists(file(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(CustomResource resource) {
    return directory.resolve(resource.stack() + "." + resource.logicalId() + ".json");
  }
}
