package com.acme.analytics.cdk;

import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** The Kubernetes objects that a stack applies, as Kubernetes' own types. */
public final class KubernetesObjects {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new WithoutAdditionalProperties())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private KubernetesObjects() {}

  /** Every object of a stack; a value that is known at deployment stands as {@code <value>}. */
  public static List<JsonNode> of(Assembly assembly, String environment, String stack) {
    return assembly.resources(environment, stack, "Custom::AWSCDK-EKS-KubernetesResource").stream()
        .map(resource -> resource.at("/Properties/Manifest"))
        .flatMap(manifest -> STRICT.readTree(text(manifest)).valueStream())
        .toList();
  }

  /**
   * The one object of a kind.
   *
   * @throws tools.jackson.core.JacksonException when it has a field that Kubernetes does not know
   */
  public static <T> T typed(Assembly assembly, String environment, String stack, Class<T> type) {
    List<T> objects = all(assembly, environment, stack, type);
    if (objects.size() != 1) {
      throw new AssertionError(type.getSimpleName() + ": " + objects.size() + " (expected: 1)");
    }
    return objects.getFirst();
  }

  /**
   * The objects of a kind.
   *
   * @throws tools.jackson.core.JacksonException when one has a field that Kubernetes does not know
   */
  public static <T> List<T> all(
      Assembly assembly, String environment, String stack, Class<T> type) {
    return of(assembly, environment, stack).stream()
        .filter(object -> object.path("kind").asString().equals(type.getSimpleName()))
        .map(object -> STRICT.treeToValue(object, type))
        .toList();
  }

  /** An object of a type, read as strictly. */
  public static <T> T read(String object, Class<T> type) {
    return STRICT.readValue(object, type);
  }

  private static String text(JsonNode manifest) {
    if (manifest.isString()) {
      return manifest.asString();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : manifest.at("/Fn::Join/1")) {
      text.append(part.isString() ? part.asString() : "<value>");
    }
    return text.toString();
  }

  /** The types keep fields they don't know; a strict reader must not let them. */
  private static final class WithoutAdditionalProperties extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated member) {
      return false;
    }
  }
}
