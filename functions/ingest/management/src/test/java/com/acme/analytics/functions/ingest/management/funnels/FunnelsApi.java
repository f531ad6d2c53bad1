package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.DefinitionTopic;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.CustomerTable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the endpoint as a client would. A key is {@code <customer>:<scopes>}, for example {@code
 * acme:manage,query}.
 */
final class FunnelsApi {
  private final FunnelsEndpoint endpoint;

  FunnelsApi(DynamoDbClient dynamo, DefinitionTopic topic, InstantSource clock) {
    endpoint =
        new FunnelsEndpoint(
            key -> Optional.of(credential(key)),
            new CustomerTable(dynamo, "customers"),
            new DefinitionTable(dynamo, "definitions", DefinitionKind.FUNNEL),
            topic,
            clock,
            UUID::randomUUID);
  }

  /** An answer whose body was read. */
  record Answer(int status, JsonNode body) {
    String id() {
      return body.path("id").asString("");
    }

    String code() {
      return body.path("code").asString("");
    }

    String pointer() {
      return body.path("pointer").asString("");
    }

    String detail() {
      return body.path("detail").asString("");
    }
  }

  Answer post(String key, String body) {
    return ask("POST /v2/funnels", key, Map.of(), body);
  }

  Answer list(String key) {
    return ask("GET /v2/funnels", key, Map.of(), "");
  }

  Answer delete(String key, String id) {
    return ask("DELETE /v2/funnels/{id}", key, Map.of("id", id), "");
  }

  private Answer ask(String route, String key, Map<String, String> path, String body) {
    HttpResponse response =
        endpoint.handle(
            new HttpRequest(
                route,
                Map.of("x-api-key", key),
                Map.of(),
                path,
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                "request-1",
                0));
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
