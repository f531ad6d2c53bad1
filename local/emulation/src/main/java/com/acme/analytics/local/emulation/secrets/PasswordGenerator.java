package com.acme.analytics.local.emulation.secrets;

import com.acme.analytics.local.emulation.model.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a secret's value as {@code GenerateSecretString} asks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html">the
 *     rules</a>
 */
final class PasswordGenerator {
  private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String NUMBERS = "0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final RandomGenerator random = new SecureRandom();

  String generate(Secret.Generation rules) {
    String password = password(rules);
    return rules
        .template()
        .map(
            template -> {
              ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(template.json());
              return json.put(template.key(), password).toString();
            })
        .orElse(password);
  }

  private String password(Secret.Generation rules) {
    List<String> types = new ArrayList<>();
    addType(types, rules.excludeLowercase(), LOWERCASE, rules.excludeCharacters());
    addType(types, rules.excludeUppercase(), UPPERCASE, rules.excludeCharacters());
    addType(types, rules.excludeNumbers(), NUMBERS, rules.excludeCharacters());
    addType(types, rules.excludePunctuation(), PUNCTUATION, rules.excludeCharacters());
    addType(types, !rules.includeSpace(), " ", rules.excludeCharacters());
    if (types.isEmpty() || (rules.requireEachIncludedType() && types.size() > rules.length())) {
      throw new IllegalArgumentException(
          "password of %d characters of %s (expected: at least one type, and one of each)"
              .formatted(rules.length(), types));
    }
    List<Character> characters = new ArrayList<>();
    if (rules.requireEachIncludedType()) {
      types.forEach(type -> characters.add(any(type)));
    }
    String all = String.join("", types);
    while (characters.size() < rules.length()) {
      characters.add(any(all));
    }
    Collections.shuffle(characters, Random.from(random));
    return characters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static void addType(
      List<String> types, boolean excluded, String type, String excludedCharacters) {
    String left =
        type.chars()
            .filter(character -> excludedCharacters.indexOf(character) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (!excluded && !left.isEmpty()) {
      types.add(left);
    }
  }

  private char any(String characters) {
    return characters.charAt(random.nextInt(characters.length()));
  }
}
