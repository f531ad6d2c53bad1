package com.acme.analytics.functions.provisioning;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who to sign in as, out of a secret {@code {"username": ..., "password": ...}}. */
record ClickHouseUser(String username, String password) {
  static ClickHouseUser of(SecretsManagerClient secrets, String arn) {
    JsonNode secret =
        JsonMapper.shared()
            .readTree(secrets.getSecretValue(request -> request.secretId(arn)).secretString());
    return new ClickHouseUser(member(secret, arn, "username"), member(secret, arn, "password"));
  }

  /** The members only: the record's own text would show the password. */
  @Override
  public String toString() {
    return "ClickHouseUser[" + username + "]";
  }

  private static String member(JsonNode secret, String arn, String name) {
    return secret
        .path(name)
        .asStringOpt()
        .orElseThrow(
            () ->
                new IllegalArgumentException(arn + ": no member " + name + " (expected: a text)"));
  }
}
