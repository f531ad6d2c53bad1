package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/**
 * Checks an event's properties token by token and keeps their text as the client wrote it. Beyond
 * being JSON they must mean the same to every store: each name once, numbers that a 64-bit integer
 * or a double can hold. Reused from event to event; not thread-safe.
 */
final class PropertiesReader {
  private static final int INTEGER_BITS = 64;
  private static final String NUMBERS =
      "a 64-bit integer, or a double of at most " + EventLimits.NUMBER_CHARS + " characters";

  private final List<MemberNames> namesByDepth = new ArrayList<>();
  private final JsonText text;
  private String path;
  private String referrer;

  PropertiesReader(JsonText text) {
    this.text = text;
  }

  /** The text of the object the parser stands on; leaves the parser on its end. */
  String read(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw RejectedEventException.invalid(
          json, Found.of("properties", JsonText.kindOf(json)).expected("an object"));
    }
    path = null;
    referrer = null;
    int start = text.tokenStart(json);
    int depth = 1;
    names(depth).clear();
    while (depth > 0) {
      switch (json.nextToken()) {
        case START_OBJECT -> names(deeper(json, ++depth)).clear();
        case START_ARRAY -> deeper(json, ++depth);
        case END_OBJECT, END_ARRAY -> depth--;
        case PROPERTY_NAME -> names(depth).next(json);
        case VALUE_NUMBER_INT -> checkInteger(json);
        case VALUE_NUMBER_FLOAT -> checkDouble(json);
        case VALUE_STRING -> readString(json, depth);
        default -> {
          // Literals have nothing to check.
        }
      }
    }
    return text.from(start, json);
  }

  /** The text property {@code path} of the last object read; null when it has none. */
  String path() {
    return path;
  }

  /** The text property {@code referrer} of the last object read; null when it has none. */
  String referrer() {
    return referrer;
  }

  private void readString(JsonParser json, int depth) {
    if (depth > 1) {
      return;
    }
    switch (json.currentName()) {
      case "path" -> path = json.getString();
      case "referrer" -> referrer = json.getString();
      default -> {
        // Kept in the text only.
      }
    }
  }

  private MemberNames names(int depth) {
    while (namesByDepth.size() <= depth) {
      namesByDepth.add(new MemberNames());
    }
    return namesByDepth.get(depth);
  }

  private static int deeper(JsonParser json, int depth) {
    if (depth > EventLimits.PROPERTIES_DEPTH) {
      throw RejectedEventException.at(
          json,
          ErrorCode.NESTED_TOO_DEEPLY,
          Found.of("properties", "nested deeper")
              .expected("at most " + EventLimits.PROPERTIES_DEPTH + " levels"));
    }
    return depth;
  }

  private static void checkInteger(JsonParser json) {
    checkLength(json);
    if (json.getNumberType() == NumberType.BIG_INTEGER) {
      BigInteger value = json.getBigIntegerValue();
      int bits = value.signum() < 0 ? value.bitLength() + 1 : value.bitLength();
      if (bits > INTEGER_BITS) {
        throw invalidNumber(json);
      }
    }
  }

  private static void checkDouble(JsonParser json) {
    checkLength(json);
    if (!Double.isFinite(json.getDoubleValue())) {
      throw invalidNumber(json);
    }
  }

  private static void checkLength(JsonParser json) {
    if (json.getStringLength() > EventLimits.NUMBER_CHARS) {
      throw invalidNumber(json);
    }
  }

  private static RejectedEventException invalidNumber(JsonParser json) {
    return RejectedEventException.invalid(
        json, Found.of("number", json.getString()).expected(NUMBERS));
  }
}
