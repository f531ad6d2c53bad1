package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the endpoint as a client would. A key is {@code <customer>:<scopes>}, for example {@code
 * acme:manage,query}.
 */
final class SchemasApi {
  static final String KEY = "acme:manage";

  private static final long RECEIVED_AT = 1_773_050_400_000L;

  private final SchemasEndpoint endpoint;

  SchemasApi(SchemaTable table) {
    endpoint = new SchemasEndpoint(key -> Optional.of(credential(key)), table);
  }

  /** An answer whose body was read. */
  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asString("");
    }

    String detail() {
      return body.path("detail").asString("");
    }
  }

  Answer put(String event, int version, String schema) {
    return put(event, version, "enforce", schema);
  }

  Answer put(String event, int version, String mode, String schema) {
    return put(KEY, event, version, "{\"mode\":\"%s\",\"schema\":%s}".formatted(mode, schema));
  }

  Answer put(String key, String event, int version, String body) {
    return ask(
        "PUT /v2/schemas/{event}/{version}",
        key,
        Map.of("event", event, "version", Integer.toString(version)),
        body);
  }

  Answer get(String event, int version) {
    return ask(
        "GET /v2/schemas/{event}/{version}",
        KEY,
        Map.of("event", event, "version", Integer.toString(version)),
        "");
  }

  Answer get(String event) {
    return ask("GET /v2/schemas/{event}", KEY, Map.of("event", event), "");
  }

  Answer get() {
    return getAs(KEY);
  }

  Answer getAs(String key) {
    return ask("GET /v2/schemas", key, Map.of(), "");
  }

  Answer ask(String route, String key, Map<String, String> path, String body) {
    HttpResponse response =
        endpoint.handle(
            new HttpRequest(
                route,
                key.isEmpty() ? Map.of() : Map.of("x-api-key", key),
                Map.of(),
                path,
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                "request-1",
                RECEIVED_AT));
    return new Answer(response.status(), JsonMapper.shared().readTree(response.body()));
  }

  private static Credential credential(ApiKey key) {
    String[] parts = key.reveal().split(":", 2);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String scope : parts[1].split(",", -1)) {
      scopes.add(Scope.of(scope));
    }
    return new Credential(new CustomerId(parts[0]), key.hash(), scopes, RateLimit.STANDARD);
  }
}
