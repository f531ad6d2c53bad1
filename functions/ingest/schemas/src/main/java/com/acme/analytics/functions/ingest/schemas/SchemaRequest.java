package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaJson;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaLimits;
import com.acme.analytics.functions.ingest.schemas.compile.Shown;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** The body of a {@code PUT}: a schema and what to do with it. */
record SchemaRequest(Mode mode, JsonNode schema, Compatibility compatibility) {
  /** Room for white space around the largest schema. */
  private static final int BODY_BYTES = 4 * SchemaLimits.TEXT_BYTES;

  private static final Set<String> MEMBERS = Set.of("mode", "schema", "compatibility");

  /**
   * Reads a body.
   *
   * @throws ProblemException when it is none
   */
  static SchemaRequest read(byte[] body) {
    if (body.length > BODY_BYTES) {
      throw refused(
          ErrorCode.BODY_TOO_LARGE,
          "body: %d bytes (expected: at most %d)".formatted(body.length, BODY_BYTES),
          "");
    }
    JsonNode json = parse(body);
    if (!json.isObject()) {
      throw refused(
          ErrorCode.INVALID_SCHEMA, "body: " + Shown.value(json) + " (expected: an object)", "");
    }
    for (String name : json.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw refused(
            ErrorCode.INVALID_SCHEMA,
            "member %s: not known (expected: mode, schema, compatibility)"
                .formatted(Shown.text(name)),
            "");
      }
    }
    if (!json.has("schema")) {
      throw refused(ErrorCode.INVALID_SCHEMA, "schema: missing (expected: a schema)", "/schema");
    }
    return new SchemaRequest(
        member(json, "mode", Mode::of, "enforce, warn or off")
            .orElseThrow(
                () ->
                    refused(
                        ErrorCode.INVALID_SCHEMA,
                        "mode: missing (expected: enforce, warn or off)",
                        "/mode")),
        json.get("schema"),
        member(json, "compatibility", Compatibility::of, "backward or none")
            .orElse(Compatibility.BACKWARD));
  }

  private static JsonNode parse(byte[] body) {
    try {
      return SchemaJson.read(body);
    } catch (StreamConstraintsException e) {
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_SCHEMA,
              "body: beyond a bound (expected: %d levels, numbers of %d characters)"
                  .formatted(SchemaLimits.DEPTH + 1, SchemaLimits.NUMBER_CHARS)),
          e);
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(
              ErrorCode.MALFORMED_JSON,
              "body: not JSON, or a name twice in an object (expected: a JSON object)"),
          e);
    }
  }

  private static <T> Optional<T> member(
      JsonNode json, String name, Function<String, Optional<T>> reader, String expected) {
    JsonNode value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> read = value.isString() ? reader.apply(value.asString()) : Optional.empty();
    if (read.isEmpty()) {
      throw refused(
          ErrorCode.INVALID_SCHEMA,
          "%s: %s (expected: %s)".formatted(name, Shown.value(value), expected),
          "/" + name);
    }
    return read;
  }

  private static ProblemException refused(ErrorCode code, String detail, String pointer) {
    return new ProblemException(new Problem(code, detail, pointer));
  }
}
