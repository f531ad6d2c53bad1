package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request of Segment's protocol holds, whatever its content type says: libraries label the
 * same JSON in several ways.
 *
 * @param messages one, or those of a batch; not looked into yet
 * @param writeKey the key in the body; empty when there is none
 * @param sentAt the batch's; empty when there is none
 */
record SegmentBody(
    List<JsonSlice> messages, Optional<String> writeKey, Optional<JsonSlice> sentAt) {
  /** As for events: docs/formats/events.md. */
  private static final int BODY_BYTES = 6 * 1024 * 1024;

  /** One more than a batch of events may have, so that the reader of events says what is wrong. */
  private static final int MESSAGES = 5_001;

  /**
   * Reads a body.
   *
   * @param body not compressed any more
   * @throws ProblemException {@link ErrorCode#BODY_TOO_LARGE}, {@link ErrorCode#MALFORMED_JSON},
   *     {@link ErrorCode#NESTED_TOO_DEEPLY} or {@link ErrorCode#INVALID_BATCH}
   */
  static SegmentBody read(byte[] body, Call call) {
    if (body.length > BODY_BYTES) {
      throw refusal(
          ErrorCode.BODY_TOO_LARGE,
          "body: %d bytes (expected: <= %d)".formatted(body.length, BODY_BYTES));
    }
    JsonSlice root = JsonSlice.whole(body);
    if (!root.isObject()) {
      throw refusal(ErrorCode.INVALID_BATCH, "body: " + root.kind() + " (expected: an object)");
    }
    Map<String, JsonSlice> members = root.members();
    Optional<String> writeKey =
        Optional.ofNullable(members.get("writeKey")).flatMap(JsonSlice::text);
    if (!call.isBatch() || !members.containsKey("batch")) {
      return new SegmentBody(List.of(root), writeKey, Optional.empty());
    }
    JsonSlice batch = members.get("batch");
    if (!batch.isArray()) {
      throw refusal(ErrorCode.INVALID_BATCH, "batch: " + batch.kind() + " (expected: an array)");
    }
    return new SegmentBody(
        batch.elements(MESSAGES),
        writeKey,
        Optional.ofNullable(members.get("sentAt")).filter(sentAt -> !sentAt.isNull()));
  }

  private static ProblemException refusal(ErrorCode code, String detail) {
    return new ProblemException(new Problem(code, detail));
  }
}
