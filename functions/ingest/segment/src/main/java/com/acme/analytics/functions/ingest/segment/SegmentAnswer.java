package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers as Segment's libraries understand them: they read a status and no more. */
final class SegmentAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  /** What is not the body's fault; everything else is, and 400 is what libraries give up at. */
  private static final Set<ErrorCode> OWN_STATUS =
      Set.of(
          ErrorCode.MISSING_API_KEY,
          ErrorCode.UNKNOWN_API_KEY,
          ErrorCode.INSUFFICIENT_SCOPE,
          ErrorCode.NOT_FOUND,
          ErrorCode.RATE_LIMITED);

  private SegmentAnswer() {}

  static HttpResponse success() {
    return HttpResponse.json(200, SUCCESS);
  }

  /** Says why; with a time to come back where that helps. */
  static HttpResponse refusal(Problem problem) {
    HttpResponse plain = HttpResponse.problem(problem);
    return new HttpResponse(statusOf(problem.code()), plain.headers(), body(problem))
        .withHeader("content-type", "application/json");
  }

  private static int statusOf(ErrorCode code) {
    return code.status() >= SERVER_ERROR || OWN_STATUS.contains(code) ? code.status() : BAD_REQUEST;
  }

  private static byte[] body(Problem problem) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeBooleanProperty("success", false);
      json.writeStringProperty("code", problem.code().code());
      json.writeStringProperty("message", problem.detail());
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
