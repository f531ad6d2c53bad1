package com.acme.analytics.cdk;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed context: feature flags of cdk.json and looked-up values of cdk.context.json. The
 * CDK's command line reads these files for an app; read here, the app gives the same result when
 * run without it.
 */
final class ProjectContext {
  private ProjectContext() {}

  static Map<String, Object> read(Path cdkApp) {
    ObjectMapper json = JsonMapper.shared();
    Map<String, Object> context = new LinkedHashMap<>();
    addAll(context, json, json.readTree(cdkApp.resolve("cdk.json").toFile()).path("context"));
    addAll(context, json, json.readTree(cdkApp.resolve("cdk.context.json").toFile()));
    return context;
  }

  private static void addAll(Map<String, Object> context, ObjectMapper json, JsonNode values) {
    values
        .properties()
        .forEach(
            entry ->
                context.put(entry.getKey(), json.convertValue(entry.getValue(), Object.class)));
  }
}
