package com.acme.analytics.core.problem;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A problem document (RFC 9457).
 *
 * @param code what went wrong
 * @param detail this occurrence: the value found and what was expected
 * @param pointer JSON pointer (RFC 6901) to the place in the body, or the name of the parameter or
 *     header; empty when it is the request as a whole
 */
public record Problem(ErrorCode code, String detail, String pointer) {
  /** The media type of a problem document. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(pointer, "pointer");
  }

  /** A problem of the request as a whole. */
  public Problem(ErrorCode code, String detail) {
    this(code, detail, "");
  }

  /** The document as UTF-8 JSON. */
  public byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("type", "urn:acme:problem:" + code.code());
      json.writeStringProperty("title", code.title());
      json.writeNumberProperty("status", code.status());
      json.writeStringProperty("code", code.code());
      json.writeStringProperty("detail", detail);
      if (!pointer.isEmpty()) {
        json.writeStringProperty("pointer", pointer);
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
