package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.Locale;

/** How a body holds its events. */
public enum BatchFormat {
  /** {@code application/json}: one object, {@code {"events": [...]}}. */
  JSON,
  /** {@code application/x-ndjson}: one event a line. */
  NDJSON,
  /** {@code application/json}: one event, at the route for single ones. */
  SINGLE;

  /** What a pointer to the event of an index begins with. */
  String pointerTo(int index) {
    return this == JSON ? "/events/" + index : "";
  }

  /**
   * The format a content type stands for; its only parameter may be {@code charset=utf-8}.
   *
   * @param contentType the header's value; empty when there is none
   * @throws ProblemException with {@link ErrorCode#UNSUPPORTED_CONTENT_TYPE}
   */
  public static BatchFormat of(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    if (semicolon >= 0 && !isUtf8Charset(contentType.substring(semicolon + 1))) {
      throw unsupported(contentType);
    }
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> JSON;
      case "application/x-ndjson" -> NDJSON;
      default -> throw unsupported(contentType);
    };
  }

  private static boolean isUtf8Charset(String parameter) {
    String bare = parameter.strip().toLowerCase(Locale.ROOT).replace("\"", "");
    return bare.isEmpty() || bare.equals("charset=utf-8") || bare.equals("charset=us-ascii");
  }

  private static ProblemException unsupported(String contentType) {
    return new ProblemException(
        new Problem(
            ErrorCode.UNSUPPORTED_CONTENT_TYPE,
            Found.of("Content-Type", contentType)
                .expected("application/json or application/x-ndjson, in UTF-8"),
            "Content-Type"));
  }
}
