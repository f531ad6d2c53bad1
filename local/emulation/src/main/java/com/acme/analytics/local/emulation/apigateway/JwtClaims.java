package com.acme.analytics.local.emulation.apigateway;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * What a verified token says, as an event carries it.
 *
 * @param claims every claim
 * @param scopes those of the token, where the route asks for scopes
 */
record JwtClaims(Map<String, Object> claims, Optional<List<String>> scopes) {

  /** Writes {@code authorizer}; claims are texts, lists in brackets and apart by spaces. */
  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("authorizer");
    json.writeObjectPropertyStart("jwt");
    json.writeObjectPropertyStart("claims");
    claims.forEach((name, value) -> json.writeStringProperty(name, text(value)));
    json.writeEndObject();
    if (scopes.isPresent()) {
      json.writeArrayPropertyStart("scopes");
      scopes.get().forEach(json::writeString);
      json.writeEndArray();
    } else {
      json.writeNullProperty("scopes");
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String text(Object value) {
    return switch (value) {
      case Collection<?> list ->
          list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
      case Date date -> Long.toString(date.toInstant().getEpochSecond());
      default -> String.valueOf(value);
    };
  }
}
