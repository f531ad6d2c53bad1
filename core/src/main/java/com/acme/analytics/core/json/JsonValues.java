package com.acme.analytics.core.json;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON as maps, lists, text, {@link BigDecimal}, booleans and null.
 *
 * @param refusals words what is no object, or nested too deeply
 * @param mostDepth how many objects and lists may be within each other
 */
public record JsonValues(Refusals refusals, int mostDepth) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * The members of the one object that the text is.
   *
   * @throws ProblemException of {@link ErrorCode#MALFORMED_JSON} when it is no JSON
   */
  public Map<String, Object> object(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw refusals.of("", text, "a JSON object");
      }
      Map<String, Object> members = members(json, 1);
      if (json.nextToken() != null) {
        throw refusals.of("", text, "one JSON object and nothing behind it");
      }
      return members;
    } catch (JacksonException e) {
      throw new ProblemException(new Problem(ErrorCode.MALFORMED_JSON, e.getOriginalMessage()), e);
    }
  }

  private Map<String, Object> members(JsonParser json, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json, depth));
    }
    return members;
  }

  private List<Object> elements(JsonParser json, int depth) {
    List<Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json, depth));
    }
    return elements;
  }

  private Object value(JsonParser json, int depth) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> members(json, deeper(json, depth));
      case START_ARRAY -> elements(json, deeper(json, depth));
      default -> null;
    };
  }

  private int deeper(JsonParser json, int depth) {
    if (depth == mostDepth) {
      throw refusals.of(
          json.streamReadContext().pathAsPointer().toString(),
          json.currentToken().asString(),
          "less nested JSON, at most " + mostDepth + " deep");
    }
    return depth + 1;
  }
}
