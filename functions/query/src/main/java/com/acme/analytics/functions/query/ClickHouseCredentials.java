package com.acme.analytics.functions.query;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Who signs in to ClickHouse. */
record ClickHouseCredentials(String username, String password) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads {@code {"username": "..", "password": ".."}}; other members, which a rotation adds, are
   * skipped.
   *
   * @throws IllegalArgumentException when one is not there; the message holds no part of the secret
   */
  static ClickHouseCredentials parse(String secret) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), secret)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, json.getString());
        } else {
          json.skipChildren();
        }
      }
    } catch (JacksonException _) {
      // The cause would quote the secret.
      throw new IllegalArgumentException("secret of ClickHouse: not JSON (expected: an object)");
    }
    if (!texts.containsKey("username") || !texts.containsKey("password")) {
      throw new IllegalArgumentException(
          "secret of ClickHouse: members "
              + texts.keySet()
              + " (expected: username and password, both text)");
    }
    return new ClickHouseCredentials(texts.get("username"), texts.get("password"));
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "ClickHouseCredentials[username=" + username + ", password=redacted]";
  }
}
