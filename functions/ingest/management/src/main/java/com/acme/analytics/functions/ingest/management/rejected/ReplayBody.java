package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads the flat object in the body of a replay. */
final class ReplayBody {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int MOST_BYTES = 16 * 1024;

  private ReplayBody() {}

  /**
   * The members by name, numbers as text; those that are {@code null} are left out.
   *
   * @throws ProblemException when the body is too large, no JSON, no object or not flat
   */
  static Map<String, String> members(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "body: %d bytes (expected: <= %d)".formatted(body.length, MOST_BYTES)));
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      return read(json);
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(ErrorCode.MALFORMED_JSON, "body: " + e.getOriginalMessage()), e);
    }
  }

  private static Map<String, String> read(JsonParser json) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("body: no object (expected: {\"from\": ..., \"to\": ...})", "");
    }
    Map<String, String> members = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isStructStart()) {
        throw invalid(name + ": not a single value (expected: text or a number)", '/' + name);
      }
      if (value != JsonToken.VALUE_NULL) {
        members.put(name, json.getString());
      }
    }
    if (json.nextToken() != null) {
      throw invalid("body: more after the object (expected: one object)", "");
    }
    return members;
  }

  private static ProblemException invalid(String detail, String pointer) {
    return new ProblemException(new Problem(ErrorCode.INVALID_PARAMETER, detail, pointer));
  }
}
