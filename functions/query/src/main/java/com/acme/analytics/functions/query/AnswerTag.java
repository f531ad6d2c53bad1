package com.acme.analytics.functions.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What two answers have in common that say the same at other times.
 *
 * @param value a weak entity tag over all of the answer but how long it took, how far behind its
 *     tiers are and what of it was remembered
 * @param isSettled whether all tiers of it answered, and none of them takes events in as they come
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, ETag</a>
 */
record AnswerTag(String value, boolean isSettled) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> OF_THE_MOMENT = Set.of("elapsed_ms", "freshness_ms", "cached");
  private static final int TAG_BYTES = 16;

  /**
   * Of an answer as it was written.
   *
   * @param answer JSON with a member {@code meta}, as {@link AnswerMeta} writes it
   */
  static AnswerTag of(byte[] answer) {
    return new Reader().read(answer);
  }

  /**
   * Whether a caller that has these answers has this one.
   *
   * @param condition of If-None-Match, empty where there is none
   */
  boolean isAmong(String condition) {
    for (String each : condition.split(",", -1)) {
      String tag = each.strip();
      if (tag.equals("*") || tag.equals(value) || ("W/" + tag).equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** Hashes each token after its kind and its length. */
  private static final class Reader {
    private final MessageDigest sha256;
    private boolean settled = true;

    Reader() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    AnswerTag read(byte[] answer) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), answer)) {
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean meta = json.currentName().equals("meta");
          add(json);
          json.nextToken();
          addWhole(json, meta);
        }
      }
      byte[] hash = sha256.digest();
      return new AnswerTag(
          "W/\"%s\"".formatted(HexFormat.of().formatHex(hash, 0, TAG_BYTES)), settled);
    }

    /** The value on which the parser stands. */
    private void addWhole(JsonParser json, boolean meta) {
      int depth = 0;
      while (true) {
        JsonToken token = json.currentToken();
        if (meta
            && token == JsonToken.PROPERTY_NAME
            && OF_THE_MOMENT.contains(json.currentName())) {
          json.nextToken();
        } else {
          add(json);
          settled &= !meta || !isUnsettling(json);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
          return;
        }
        json.nextToken();
      }
    }

    private static boolean isUnsettling(JsonParser json) {
      return switch (json.currentToken()) {
        case VALUE_STRING -> json.currentName().equals("name") && json.getString().equals("hot");
        case VALUE_FALSE -> json.currentName().equals("available");
        case VALUE_TRUE -> json.currentName().equals("partial");
        default -> false;
      };
    }

    private void add(JsonParser json) {
      byte[] text = json.getString().getBytes(StandardCharsets.UTF_8);
      sha256.update((byte) json.currentToken().id());
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
      sha256.update(text);
    }
  }
}
