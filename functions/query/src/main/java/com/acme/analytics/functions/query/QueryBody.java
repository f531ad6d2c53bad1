package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A query in a body: the parameters of {@code GET /v2/query} as a JSON object of texts. */
final class QueryBody {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final int MAX_BYTES = 64 * 1024;

  private QueryBody() {}

  /**
   * Reads the parameters; which of them there are is checked by who reads the query.
   *
   * @throws ProblemException {@link ErrorCode#BODY_TOO_LARGE}, {@link ErrorCode#MALFORMED_JSON}, or
   *     {@link ErrorCode#INVALID_QUERY} with the place
   */
  static Map<String, String> parse(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw problem(
          ErrorCode.BODY_TOO_LARGE,
          "body: %d bytes (expected: at most %d)".formatted(body.length, MAX_BYTES),
          "");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    String text = new String(body, StandardCharsets.UTF_8);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw problem(ErrorCode.INVALID_QUERY, "body: no object (expected: one)", "");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw problem(ErrorCode.INVALID_QUERY, name + ": no text (expected: one)", "/" + name);
        }
        parameters.put(name, json.getString());
      }
      if (json.nextToken() != null) {
        throw problem(
            ErrorCode.MALFORMED_JSON, "body: more after its end (expected: one object)", "");
      }
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(ErrorCode.MALFORMED_JSON, "body: %s".formatted(e.getOriginalMessage())), e);
    }
    return parameters;
  }

  private static ProblemException problem(ErrorCode code, String detail, String pointer) {
    return new ProblemException(new Problem(code, detail, pointer));
  }
}
