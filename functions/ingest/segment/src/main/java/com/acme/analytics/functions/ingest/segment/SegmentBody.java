package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What a request of Segment's protocol holds, whatever its content type says: libraries label the
 * same JSON in several ways.
 *
 * @param messages one, or those of a batch
 * @param writeKey the key in the body; empty when there is none
 * @param sentAt the batch's; a missing node when there is none
 */
record SegmentBody(List<JsonNode> messages, Optional<String> writeKey, JsonNode sentAt) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // A number must leave as it came.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * Reads a body.
   *
   * @param body not compressed any more
   * @throws ProblemException {@link ErrorCode#MALFORMED_JSON} or {@link ErrorCode#INVALID_BATCH}
   */
  static SegmentBody read(byte[] body) {
    JsonNode root = parse(body);
    Optional<String> writeKey =
        Optional.of(root.path("writeKey")).filter(JsonNode::isString).map(JsonNode::asString);
    if (!root.has("batch")) {
      return new SegmentBody(List.of(root), writeKey, MissingNode.getInstance());
    }
    JsonNode batch = root.get("batch");
    if (!batch.isArray()) {
      throw refusal(ErrorCode.INVALID_BATCH, "batch: " + batch.getNodeType() + " (expected: an array)");
    }
    return new SegmentBody(
        StreamSupport.stream(batch.spliterator(), false).toList(), writeKey, root.path("sentAt"));
  }

  private static JsonNode parse(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException e) {
      throw refusal(ErrorCode.MALFORMED_JSON, "body: no JSON (expected: a message or a batch)");
    }
    if (!root.isObject()) {
      throw refusal(
          ErrorCode.INVALID_BATCH, "body: " + root.getNodeType() + " (expected: an object)");
    }
    return root;
  }

  private static ProblemException refusal(ErrorCode code, String detail) {
    return new ProblemException(new Problem(code, detail));
  }
}
