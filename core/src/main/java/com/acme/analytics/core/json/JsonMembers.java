package com.acme.analytics.core.json;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The members of one JSON object, each taken once; what nobody takes is refused in the end. Each
 * method throws a {@link ProblemException} with the place of what is not as expected.
 */
public final class JsonMembers {
  /** More than any document that customers define needs. */
  private static final int MOST_DEPTH = 8;

  private final Refusals refusals;
  private final String pointer;
  private final Map<String, Object> members;
  private final TreeSet<String> known = new TreeSet<>();

  private JsonMembers(Refusals refusals, String pointer, Map<String, Object> members) {
    this.refusals = refusals;
    this.pointer = pointer;
    this.members = members;
  }

  /**
   * The members of the object that the text is.
   *
   * @throws ProblemException of {@link ErrorCode#MALFORMED_JSON} when it is no JSON
   */
  public static JsonMembers of(String text, Refusals refusals) {
    return new JsonMembers(refusals, "", new JsonValues(refusals, MOST_DEPTH).object(text));
  }

  /** JSON pointer to the object, empty for the outermost. */
  public String pointer() {
    return pointer;
  }

  public String text(String name, String expected) {
    return value(name, expected, Function.identity());
  }

  public Optional<String> optionalText(String name) {
    return optionalValue(name, "text", Function.identity());
  }

  /**
   * What a text stands for.
   *
   * @param parse throws an IllegalArgumentException or DateTimeException for what is not as
   *     expected
   */
  public <T> T value(String name, String expected, Function<String, T> parse) {
    return required(name, expected, optionalValue(name, expected, parse));
  }

  /** What a text stands for, where there is one; see {@link #value}. */
  public <T> Optional<T> optionalValue(String name, String expected, Function<String, T> parse) {
    return take(name, String.class, expected)
        .map(
            text -> {
              try {
                return parse.apply(text);
              } catch (IllegalArgumentException | DateTimeException e) {
                throw refusals.of(at(name), text, expected);
              }
            });
  }

  public Optional<Double> optionalNumber(String name) {
    return take(name, BigDecimal.class, "a number").map(BigDecimal::doubleValue);
  }

  /** A whole number of Java's int. */
  public Optional<Integer> optionalInteger(String name) {
    String expected = "a whole number";
    return take(name, BigDecimal.class, expected)
        .map(
            number -> {
              try {
                return number.intValueExact();
              } catch (ArithmeticException e) {
                throw refusals.of(at(name), number, expected);
              }
            });
  }

  /** As {@link #optionalInteger}; it must be there. */
  public int integer(String name, String expected) {
    return required(name, expected, optionalInteger(name));
  }

  public Optional<Boolean> optionalFlag(String name) {
    return take(name, Boolean.class, "true or false");
  }

  /** A list of texts; an empty one where there is none. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : take(name, List.class, "a list of texts").orElse(List.of())) {
      if (!(element instanceof String text)) {
        throw refusals.of(at(name) + "/" + texts.size(), element, "text");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A list of objects; it must be there. */
  public List<JsonMembers> objects(String name, String expected) {
    return required(name, expected, optionalObjects(name, expected));
  }

  public Optional<List<JsonMembers>> optionalObjects(String name, String expected) {
    return take(name, List.class, expected)
        .map(
            found -> {
              List<JsonMembers> objects = new ArrayList<>();
              for (Object element : found) {
                objects.add(below(at(name) + "/" + objects.size(), element, expected));
              }
              return objects;
            });
  }

  /** An object; it must be there. */
  public JsonMembers object(String name, String expected) {
    return required(name, expected, optionalObject(name, expected));
  }

  public Optional<JsonMembers> optionalObject(String name, String expected) {
    return take(name, Map.class, expected).map(found -> below(at(name), found, expected));
  }

  /** Refuses a member that was not asked for. */
  public void refuseOthers() {
    for (String name : members.keySet()) {
      throw refusals.of(at(name), name, "no such member; known are " + known);
    }
  }

  private <T> T required(String name, String expected, Optional<T> found) {
    return found.orElseThrow(() -> refusals.missing(at(name), expected));
  }

  @SuppressWarnings("unchecked") // The names of members are texts.
  private JsonMembers below(String place, Object element, String expected) {
    if (!(element instanceof Map<?, ?> found)) {
      throw refusals.of(place, element, expected);
    }
    return new JsonMembers(refusals, place, (Map<String, Object>) found);
  }

  private <T> Optional<T> take(String name, Class<T> type, String expected) {
    known.add(name);
    if (!members.containsKey(name)) {
      return Optional.empty();
    }
    Object value = members.remove(name);
    if (!type.isInstance(value)) {
      throw refusals.of(at(name), value, expected);
    }
    return Optional.of(type.cast(value));
  }

  private String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
