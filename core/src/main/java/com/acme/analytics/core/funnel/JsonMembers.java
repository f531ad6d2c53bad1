package com.acme.analytics.core.funnel;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** A funnel's list of steps' list of filters' list of values. */
  private static final int MOST_DEPTH = 6;

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
        throw InvalidFunnel.of("", text, "a JSON object");
      }
      JsonMembers read = new JsonMembers("", members(json, 1));
      if (json.nextToken() != null) {
        throw InvalidFunnel.of("", text, "one JSON object and nothing behind it");
      }
      return read;
    } catch (JacksonException e) {
      throw new ProblemException(new Problem(ErrorCode.MALFORMED_JSON, e.getOriginalMessage()), e);
    }
  }

  private static Map<String, Object> members(JsonParser json, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json, depth));
    }
    return members;
  }

  private static List<Object> elements(JsonParser json, int depth) {
    List<Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json, depth));
    }
    return elements;
  }

  private static Object value(JsonParser json, int depth) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case START_OBJECT -> members(json, deeper(json, depth));
      case START_ARRAY -> elements(json, deeper(json, depth));
      default -> throw unfit(json);
    };
  }

  private static int deeper(JsonParser json, int depth) {
    if (depth == MOST_DEPTH) {
      throw unfit(json);
    }
    return depth + 1;
  }

  private static ProblemException unfit(JsonParser json) {
    return InvalidFunnel.of(
        json.streamReadContext().pathAsPointer().toString(),
        json.currentToken().isScalarValue() ? json.getString() : json.currentToken(),
        "text, or what docs/formats/funnels.md says");
  }

  /** JSON pointer to the object, empty for the outermost. */
  String pointer() {
    return pointer;
  }

  String text(String name, String expected) {
    return value(name, expected, Function.identity());
  }

  Optional<String> optionalText(String name) {
    return take(name, String.class, "text");
  }

  /**
   * @param parse throws an IllegalArgumentException or DateTimeException for what is not as
   *     expected
   */
  <T> T value(String name, String expected, Function<String, T> parse) {
    String text =
        take(name, String.class, expected)
            .orElseThrow(() -> InvalidFunnel.missing(at(name), expected));
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw InvalidFunnel.of(at(name), text, expected);
    }
  }

  Optional<List<String>> optionalTexts(String name) {
    return take(name, List.class, "a list of texts")
        .map(
            found -> {
              List<String> texts = new ArrayList<>();
              for (Object element : found) {
                if (!(element instanceof String text)) {
                  throw InvalidFunnel.of(at(name), element, "a list of texts");
                }
                texts.add(text);
              }
              return texts;
            });
  }

  @SuppressWarnings("unchecked") // This class alone makes the maps.
  Optional<List<JsonMembers>> optionalObjects(String name, String expected) {
    return take(name, List.class, expected)
        .map(
            found -> {
              List<JsonMembers> objects = new ArrayList<>();
              for (Object element : found) {
                String place = at(name) + "/" + objects.size();
                if (!(element instanceof Map<?, ?> below)) {
                  throw InvalidFunnel.of(place, element, expected);
                }
                objects.add(new JsonMembers(place, (Map<String, Object>) below));
              }
              return objects;
            });
  }

  /** Refuses a member that was not asked for. */
  void refuseOthers() {
    for (String name : members.keySet()) {
      throw InvalidFunnel.of(at(name), name, "no such member; known are " + known);
    }
  }

  private <T> Optional<T> take(String name, Class<T> type, String expected) {
    known.add(name);
    Object value = members.remove(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw InvalidFunnel.of(at(name), value, expected);
    }
    return Optional.of(type.cast(value));
  }

  private String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
