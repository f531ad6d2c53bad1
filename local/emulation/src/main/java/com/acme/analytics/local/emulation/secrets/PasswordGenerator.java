package com.acme.analytics.local.emulation.secrets;

import com.acme.analytics.local.emulation.model.Secret.Generation;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a secret's value as {@code GenerateSecretString} of a template asks.
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

  /** The secret's text: a password, or the template's object with the password in it. */
  String generate(Generation generation) {
    String password = password(generation);
    return generation
        .template()
        .map(
            template -> {
              ObjectNode object = (ObjectNode) JsonMapper.shared().readTree(template.json());
              return object.put(template.key(), password).toString();
            })
        .orElse(password);
  }

  private String password(Generation generation) {
    List<String> types = types(generation);
    String all = String.join("", types);
    if (all.isEmpty() || generation.length() < types.size()) {
      throw new IllegalArgumentException(
          "password length: %d of %d types of characters (expected: room for one of each)"
              .formatted(generation.length(), types.size()));
    }
    List<Character> characters = new ArrayList<>();
    if (generation.requireEachIncludedType()) {
      types.forEach(type -> characters.add(pick(type)));
    }
    while (characters.size() < generation.length()) {
      characters.add(pick(all));
    }
    // Fisher and Yates: the required ones must not stand at known places.
    for (int i = characters.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      characters.set(i, characters.set(other, characters.get(i)));
    }
    return characters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static List<String> types(Generation generation) {
    List<String> types = new ArrayList<>();
    add(types, !generation.excludeLowercase(), LOWERCASE, generation);
    add(types, !generation.excludeUppercase(), UPPERCASE, generation);
    add(types, !generation.excludeNumbers(), NUMBERS, generation);
    add(types, !generation.excludePunctuation(), PUNCTUATION, generation);
    add(types, generation.includeSpace(), " ", generation);
    return types;
  }

  private static void add(
      List<String> types, boolean included, String characters, Generation generation) {
    String allowed =
        characters
            .chars()
            .filter(character -> generation.excludeCharacters().indexOf(character) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (included && !allowed.isEmpty()) {
      types.add(allowed);
    }
  }

  private char pick(String characters) {
    return characters.charAt(random.nextInt(characters.length()));
  }
}
