package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The body of {@code POST /v2/funnels} as it was sent, its texts not looked into yet.
 *
 * @param window an ISO 8601 duration, if it is one
 */
record FunnelBody(String name, List<Step> steps, String window, Optional<String> breakdown) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Room for many times the longest definition. */
  private static final int MOST_BYTES = 256 * 1024;

  /** More of either than a funnel can have: what is beyond need not be kept to be refused. */
  private static final int MOST_ELEMENTS = 100;

  private static final String MEMBERS = "name, steps and window; besides, breakdown";
  private static final int SHOWN_CHARS = 100;

  /** A step as it was sent. */
  record Step(String event, List<String> filters) {
    Step {
      filters = List.copyOf(filters);
    }
  }

  FunnelBody {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a body, strictly: a member misspelt must not be one ignored.
   *
   * @throws ProblemException {@link ErrorCode#MALFORMED_JSON}, {@link ErrorCode#BODY_TOO_LARGE} or
   *     {@link ErrorCode#INVALID_FUNNEL} with a pointer to the member
   */
  static FunnelBody read(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "body: %d bytes (expected: at most %d)".formatted(body.length, MOST_BYTES)));
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      return read(json);
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(
              ErrorCode.MALFORMED_JSON,
              "body: not JSON, or a name twice in an object (expected: a JSON object)"),
          e);
    }
  }

  private static FunnelBody read(JsonParser json) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("", "body: no object (expected: one with " + MEMBERS + ")");
    }
    String name = null;
    List<Step> steps = null;
    String window = null;
    String breakdown = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "name" -> name = text(json, member);
        case "steps" -> steps = steps(json);
        case "window" -> window = text(json, member);
        case "breakdown" ->
            breakdown = json.currentToken() == JsonToken.VALUE_NULL ? null : text(json, member);
        default -> throw unknown(json, MEMBERS);
      }
    }
    if (json.nextToken() != null) {
      throw invalid("", "body: more than an object (expected: nothing behind it)");
    }
    return new FunnelBody(
        given("name", name),
        given("steps", steps),
        given("window", window),
        Optional.ofNullable(breakdown));
  }

  private static List<Step> steps(JsonParser json) {
    List<Step> steps = new ArrayList<>();
    beginArray(json, "steps", "an array of steps");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      requireRoom(json, steps);
      steps.add(step(json));
    }
    return steps;
  }

  private static Step step(JsonParser json) {
    String pointer = pointer(json);
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(json, "step", "an object with event and, perhaps, filters");
    }
    String event = null;
    List<String> filters = List.of();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "event" -> event = text(json, member);
        case "filters" -> filters = filters(json);
        default -> throw unknown(json, "event and filters");
      }
    }
    if (event == null) {
      throw invalid(pointer + "/event", "event: missing (expected: an event's name)");
    }
    return new Step(event, filters);
  }

  private static List<String> filters(JsonParser json) {
    List<String> filters = new ArrayList<>();
    beginArray(json, "filters", "an array of texts such as country:eq:DE");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      requireRoom(json, filters);
      filters.add(text(json, "filter"));
    }
    return filters;
  }

  private static void beginArray(JsonParser json, String name, String expected) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(json, name, expected);
    }
  }

  private static void requireRoom(JsonParser json, List<?> read) {
    if (read.size() == MOST_ELEMENTS) {
      throw invalid(
          pointer(json), "array: over %d elements (expected: fewer)".formatted(MOST_ELEMENTS));
    }
  }

  private static String text(JsonParser json, String name) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(json, name, "a text");
    }
    return json.getString();
  }

  private static <T> T given(String name, T value) {
    if (value == null) {
      throw invalid("/" + name, name + ": missing (expected: " + MEMBERS + ")");
    }
    return value;
  }

  private static ProblemException unknown(JsonParser json, String expected) {
    return invalid(
        pointer(json),
        "\"%s\": unknown (expected: only %s)".formatted(shown(json.currentName()), expected));
  }

  /** The value the parser stands on is not what it should be. */
  private static ProblemException unexpected(JsonParser json, String name, String expected) {
    String found =
        json.currentToken().isScalarValue() ? shown(json.getString()) : "an object or array";
    return invalid(pointer(json), "%s: %s (expected: %s)".formatted(name, found, expected));
  }

  private static String pointer(JsonParser json) {
    return json.streamReadContext().pathAsPointer().toString();
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }

  private static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(new Problem(ErrorCode.INVALID_FUNNEL, detail, pointer));
  }
}
