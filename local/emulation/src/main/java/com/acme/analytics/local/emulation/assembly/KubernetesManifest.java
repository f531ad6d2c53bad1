package com.acme.analytics.local.emulation.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * The objects of a manifest that the CDK applies to a cluster: JSON text, joined from literals and
 * expressions. An expression without a local form (a load balancer's certificate, say) is left open
 * in the text, and fails only where its value is asked for.
 */
final class KubernetesManifest {
  private static final Pattern OPEN = Pattern.compile("<unresolved-(\\d+)>");

  private final Resource resource;
  private final List<AssemblyException> failures = new ArrayList<>();
  private final List<JsonNode> objects;

  KubernetesManifest(Expressions expressions, Resource resource) {
    this.resource = resource;
    String text = join(expressions, resource.properties().path("Manifest"));
    this.objects = parse(expressions.text(resource, StringNode.valueOf(text)));
  }

  /** Such as a Deployment, in the manifest's order. */
  List<JsonNode> objects() {
    return objects;
  }

  /**
   * The text of a field.
   *
   * @throws AssemblyException where it is no text, or needs an expression that can't be resolved
   */
  String text(JsonNode field, String name) {
    if (!field.isValueNode() || field.isNull()) {
      throw new AssemblyException("%s: %s: %s (expected: a text)".formatted(resource, name, field));
    }
    Matcher open = OPEN.matcher(field.asString());
    if (open.find()) {
      AssemblyException failure = failures.get(Integer.parseInt(open.group(1)));
      throw new AssemblyException(
          "%s: %s can't be resolved: %s".formatted(resource, name, failure.getMessage()), failure);
    }
    return field.asString();
  }

  private String join(Expressions expressions, JsonNode manifest) {
    Optional<Map.Entry<String, JsonNode>> function = Stack.function(manifest);
    if (function.isEmpty() || !function.get().getKey().equals("Fn::Join")) {
      return expressions.text(resource, manifest);
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : function.get().getValue().get(1).values()) {
      text.append(part.isString() ? part.asString() : resolveOrLeaveOpen(expressions, part));
    }
    return text.toString();
  }

  private String resolveOrLeaveOpen(Expressions expressions, JsonNode part) {
    try {
      return expressions.text(resource, part);
    } catch (AssemblyException e) {
      failures.add(e);
      return "<unresolved-" + (failures.size() - 1) + ">";
    }
  }

  private List<JsonNode> parse(String text) {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      return json.isArray() ? json.valueStream().toList() : List.of(json);
    } catch (JacksonException e) {
      throw new AssemblyException(resource + ": Manifest: no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
