package com.acme.analytics.flink.hot;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The name and password that the job signs in to ClickHouse with. */
record Credentials(String username, String password) {
  Credentials {
    if (username == null || password == null) {
      throw new IllegalArgumentException(
          "secret: no username or no password (expected: {\"username\", \"password\"})");
    }
  }

  /**
   * Reads them from Secrets Manager, each time anew: a restarted task gets a rotated password.
   *
   * @throws IllegalArgumentException when the secret is not of the form {@code {"username",
   *     "password"}}
   * @throws software.amazon.awssdk.core.exception.SdkException when it can't be read
   */
  static Credentials fromSecret(String arn) {
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return parse(secrets.getSecretValue(request -> request.secretId(arn)).secretString());
    }
  }

  static Credentials parse(String json) {
    String username = null;
    String password = null;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("secret: no JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("username")) {
          username = parser.getString();
        } else if (name.equals("password")) {
          password = parser.getString();
        } else {
          parser.skipChildren();
        }
      }
    }
    return new Credentials(username, password);
  }

  @Override
  public String toString() {
    return "Credentials[username=" + username + "]";
  }
}
