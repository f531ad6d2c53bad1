package com.acme.analytics.core.alert;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The members of one JSON object, each taken once; what nobody takes is refused in the end. */
final class JsonMembers {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Objects within the rule: its condition, and nothing within that. */
  private static final int MOST_DEPTH = 2;

  private final String pointer;
  private final Map<String, Object> members;
  private final TreeSet<String> known = new TreeSet<>();

  private JsonMembers(String pointer, Map<String, Object> members) {
    this.pointer = pointer;
    this.members = members;
  }

  /** The members of the object that the text is. */
  static JsonMembers of(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw InvalidAlertRule.of("", text, "a JSON object");
      }
      Map<String, Object> members = members(json, 1);
      if (json.nextToken() != null) {
        throw InvalidAlertRule.of("", text, "one JSON object and nothing behind it");
      }
      return new JsonMembers("", members);
    } catch (JacksonException e) {
      throw new ProblemException(new Problem(ErrorCode.MALFORMED_JSON, e.getOriginalMessage()), e);
    }
  }

  private static Map<String, Object> members(JsonParser json, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      members.put(name, value(json, depth));
    }
    return members;
  }

  private static Object value(JsonParser json, int depth) {
    return switch (json.nextToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> {
        if (depth == MOST_DEPTH) {
          throw unfit(json, "an object");
        }
        yield members(json, depth + 1);
      }
      case START_ARRAY -> throw unfit(json, "an array");
      default -> throw unfit(json, "null");
    };
  }

  private static ProblemException unfit(JsonParser json, String found) {
    return InvalidAlertRule.of(
        json.streamReadContext().pathAsPointer().toString(), found, "another kind of value");
  }

  String text(String name, String expected) {
    return value(name, expected, Function.identity());
  }

  Optional<String> optionalText(String name) {
    return optionalValue(name, "text", Function.identity());
  }

  /**
   * @param parse throws an IllegalArgumentException or DateTimeException for what is not as
   *     expected
   */
  <T> T value(String name, String expected, Function<String, T> parse) {
    return optionalValue(name, expected, parse)
        .orElseThrow(() -> InvalidAlertRule.missing(at(name), expected));
  }

  <T> Optional<T> optionalValue(String name, String expected, Function<String, T> parse) {
    return take(name, String.class, expected)
        .map(
            text -> {
              try {
                return parse.apply(text);
              } catch (IllegalArgumentException | DateTimeException e) {
                throw InvalidAlertRule.of(at(name), text, expected);
              }
            });
  }

  Optional<Double> optionalNumber(String name) {
    return take(name, Double.class, "a number");
  }

  Optional<Integer> optionalInteger(String name) {
    String expected = "a whole number";
    Optional<Double> number = take(name, Double.class, expected);
    if (number.isPresent() && number.get() != number.get().intValue()) {
      throw InvalidAlertRule.of(at(name), number.get(), expected);
    }
    return number.map(Double::intValue);
  }

  Optional<Boolean> optionalFlag(String name) {
    return take(name, Boolean.class, "true or false");
  }

  @SuppressWarnings("unchecked") // This class alone makes the maps.
  JsonMembers object(String name, String expected) {
    return take(name, Map.class, expected)
        .map(below -> new JsonMembers(at(name), (Map<String, Object>) below))
        .orElseThrow(() -> InvalidAlertRule.missing(at(name), expected));
  }

  /** Refuses a member that was not asked for. */
  void refuseOthers() {
    for (String name : members.keySet()) {
      throw InvalidAlertRule.of(at(name), name, "no such member; known are " + known);
    }
  }

  private <T> Optional<T> take(String name, Class<T> type, String expected) {
    known.add(name);
    Object value = members.remove(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw InvalidAlertRule.of(at(name), value, expected);
    }
    return Optional.of(type.cast(value));
  }

  private String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
