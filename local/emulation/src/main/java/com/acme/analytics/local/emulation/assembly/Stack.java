package com.acme.analytics.local.emulation.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One stack of an environment, as it was synthesized.
 *
 * @param name the stack's name in CloudFormation
 * @param region the region it is deployed to
 * @param template the CloudFormation template
 * @param assets each file asset by the key it is uploaded under
 * @param images the build directory of each container image by the tag it is pushed under
 */
public record Stack(
    String name,
    String region,
    JsonNode template,
    Map<String, Path> assets,
    Map<String, Path> images) {

  /** Every resource, in the template's order. */
  List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    template
        .path("Resources")
        .propertyStream()
        .forEach(entry -> resources.add(new Resource(this, entry.getKey(), entry.getValue())));
    return resources;
  }

  Optional<Resource> resource(String logicalId) {
    return template
        .path("Resources")
        .optional(logicalId)
        .map(json -> new Resource(this, logicalId, json));
  }

  /** The only property of an object that is an intrinsic function, such as {@code Ref}. */
  static Optional<Map.Entry<String, JsonNode>> function(JsonNode value) {
    if (!value.isObject() || value.size() != 1) {
      return Optional.empty();
    }
    Map.Entry<String, JsonNode> only = value.properties().iterator().next();
    return only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")
        ? Optional.of(only)
        : Optional.empty();
  }
}
