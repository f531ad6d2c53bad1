package com.acme.analytics.local.emulation.model;

import java.util.Optional;

/**
 * A secret of Secrets Manager.
 *
 * @param logicalId the resource's id in its stack
 * @param name such as {@code acme/dev/clickhouse/acme_query}
 * @param arn the secret's ARN, with the six characters that Secrets Manager adds to a name
 * @param description empty where the template has none
 * @param value a value that the template itself holds
 * @param generation how to make a value, where the template holds none
 */
public record Secret(
    String logicalId,
    String name,
    String arn,
    Optional<String> description,
    Optional<String> value,
    Optional<Generation> generation) {

  /**
   * {@code GenerateSecretString} of a template.
   *
   * @param template a JSON object that gets the password under {@code key}; empty makes the secret
   *     the password alone
   * @param length of the password, in characters
   */
  public record Generation(
      Optional<Template> template,
      int length,
      String excludeCharacters,
      boolean excludeLowercase,
      boolean excludeUppercase,
      boolean excludeNumbers,
      boolean excludePunctuation,
      boolean includeSpace,
      boolean requireEachIncludedType) {}

  /** The object around a generated password, and the password's key in it. */
  public record Template(String json, String key) {}
}
