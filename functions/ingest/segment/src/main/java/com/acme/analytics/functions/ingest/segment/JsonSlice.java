package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON value, as the bytes it was written with. It is opened level by level, and only where
 * something is looked for: the rest is copied, so a number or a name leaves as it came, and nothing
 * of a body is ever a tree in memory.
 *
 * @param body UTF-8; not copied
 * @param start index of the value's first byte
 * @param end index after its last byte
 */
record JsonSlice(byte[] body, int start, int end) {
  /** A body of {@code {"batch": [message]}} has two levels more than the events of ours. */
  private static final int DEPTH = 130;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * The one value of a body; it is read to its end, so what is not JSON is found here.
   *
   * @throws ProblemException {@link ErrorCode#MALFORMED_JSON} or {@link
   *     ErrorCode#NESTED_TOO_DEEPLY}
   */
  static JsonSlice whole(byte[] body) {
    JsonSlice text = new JsonSlice(body, 0, body.length);
    try (JsonParser json = text.parser()) {
      if (json.nextToken() == null) {
        throw refusal(ErrorCode.MALFORMED_JSON, "body: empty (expected: a message or a batch)");
      }
      JsonSlice value = text.valueOf(json);
      if (json.nextToken() != null) {
        throw refusal(ErrorCode.MALFORMED_JSON, "body: more after its end (expected: one object)");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new ProblemException(
          new Problem(
              ErrorCode.NESTED_TOO_DEEPLY,
              "body: nested deeper (expected: at most " + DEPTH + " levels)"),
          e);
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(
              ErrorCode.MALFORMED_JSON,
              "line %d, column %d: no JSON (expected: a message or a batch)"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr())),
          e);
    }
  }

  int length() {
    return end - start;
  }

  boolean isObject() {
    return body[start] == '{';
  }

  boolean isArray() {
    return body[start] == '[';
  }

  boolean isText() {
    return body[start] == '"';
  }

  boolean isNull() {
    return body[start] == 'n';
  }

  boolean isNumber() {
    return body[start] == '-' || (body[start] >= '0' && body[start] <= '9');
  }

  /** What the value is, in words. */
  String kind() {
    return switch (body[start]) {
      case '{' -> "an object";
      case '[' -> "an array";
      case '"' -> "a string";
      case 'n' -> "null";
      case 't', 'f' -> "a boolean";
      default -> "a number";
    };
  }

  /** The text of a string; empty for another value. */
  Optional<String> text() {
    if (!isText()) {
      return Optional.empty();
    }
    try (JsonParser json = parser()) {
      json.nextToken();
      return Optional.of(json.getString());
    }
  }

  /** The members of an object, of repeated ones the last; none for another value. */
  Map<String, JsonSlice> members() {
    if (!isObject()) {
      return Map.of();
    }
    Map<String, JsonSlice> members = new LinkedHashMap<>();
    try (JsonParser json = parser()) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, valueOf(json));
      }
    }
    return members;
  }

  /** The first elements of an array; none for another value. */
  List<JsonSlice> elements(int most) {
    if (!isArray()) {
      return List.of();
    }
    List<JsonSlice> elements = new ArrayList<>();
    try (JsonParser json = parser()) {
      json.nextToken();
      while (elements.size() < most && json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(valueOf(json));
      }
    }
    return elements;
  }

  /** Writes the value as it was written. */
  void writeTo(ByteArrayOutputStream out) {
    out.write(body, start, end - start);
  }

  private JsonParser parser() {
    return JSON.createParser(ObjectReadContext.empty(), body, start, end - start);
  }

  /** The value the parser stands on; leaves it on the value's end. */
  private JsonSlice valueOf(JsonParser json) {
    int from = start + (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    // A string is read on demand only, and its end is what the slice goes to.
    json.finishToken();
    return new JsonSlice(body, from, start + (int) json.currentLocation().getByteOffset());
  }

  private static ProblemException refusal(ErrorCode code, String detail) {
    return new ProblemException(new Problem(code, detail));
  }
}
