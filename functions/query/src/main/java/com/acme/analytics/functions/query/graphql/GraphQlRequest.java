package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.json.JsonValues;
import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request of GraphQL over HTTP; members that it does not know are ignored, as that asks for.
 *
 * @param operationName null where the document has one operation
 * @see <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP</a>
 */
public record GraphQlRequest(String query, String operationName, Map<String, Object> variables) {
  /** Room for several times the largest document that its cost lets run. */
  static final int MOST_BYTES = 64 * 1024;

  private static final Refusals REFUSALS = new Refusals(ErrorCode.MALFORMED_REQUEST, "the request");
  private static final JsonValues JSON = new JsonValues(REFUSALS, /* mostDepth= */ 16);

  /**
   * Reads a body.
   *
   * @throws ProblemException {@link ErrorCode#BODY_TOO_LARGE}, {@link ErrorCode#MALFORMED_JSON} or
   *     {@link ErrorCode#MALFORMED_REQUEST}
   */
  public static GraphQlRequest read(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "body: %d bytes (expected: at most %d)".formatted(body.length, MOST_BYTES)));
    }
    Map<String, Object> members = JSON.object(new String(body, StandardCharsets.UTF_8));
    String query = member(members, "query", String.class, "a GraphQL document");
    if (query == null) {
      throw REFUSALS.missing("/query", "a GraphQL document");
    }
    return new GraphQlRequest(
        query, member(members, "operationName", String.class, "text"), variables(members));
  }

  @SuppressWarnings("unchecked") // The names of members are texts.
  private static Map<String, Object> variables(Map<String, Object> members) {
    Map<String, Object> variables =
        (Map<String, Object>) member(members, "variables", Map.class, "an object");
    return variables == null ? Map.of() : variables;
  }

  /** Null where there is none. */
  private static <T> T member(
      Map<String, Object> members, String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw REFUSALS.of("/" + name, value, expected);
    }
    return type.cast(value);
  }
}
