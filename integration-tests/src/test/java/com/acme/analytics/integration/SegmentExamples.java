package com.acme.analytics.integration;

import com.acme.analytics.integration.OpenApiExamples.Example;
import com.acme.analytics.integration.OpenApiExamples.Sender;
import java.util.List;
import java.util.stream.Stream;

/** Requests of Segment's protocol, with how either door answers them. */
final class SegmentExamples {
  private static final String BATCH = "POST /v1/batch";
  private static final String SHORT = "POST /v1/{call}";
  private static final String TRACK = "{\"event\": \"x\", \"userId\": \"u1\"}";
  private static final String BATCH_OF_ONE =
      "{\"batch\": [{\"type\": \"track\", \"event\": \"x\", \"userId\": 7}]}";
  private static final int OVER_A_MESSAGE = 40 * 1024;

  private SegmentExamples() {}

  static List<Example> all() {
    return Stream.of(messages(), batches(), refused()).flatMap(List::stream).toList();
  }

  private static List<Example> messages() {
    return List.of(
        taken("POST /v1/track", TRACK),
        taken("POST /v1/identify", "{\"userId\": \"u1\", \"traits\": {\"plan\": \"pro\"}}"),
        taken("POST /v1/page", "{\"anonymousId\": \"a1\", \"name\": \"home\"}"),
        taken("POST /v1/screen", "{\"anonymousId\": \"a1\", \"name\": \"start\"}"),
        taken("POST /v1/group", "{\"userId\": \"u1\", \"groupId\": \"g1\"}"),
        taken("POST /v1/alias", "{\"userId\": \"u1\", \"previousId\": \"a1\"}"),
        new Example(Sender.OWNER, ApiExchange.of(SHORT, "/v1/t", TRACK), 200, ""),
        new Example(Sender.OWNER, ApiExchange.of(SHORT, "/v1/b", BATCH_OF_ONE), 200, ""));
  }

  private static List<Example> batches() {
    return List.of(
        taken(BATCH, BATCH_OF_ONE),
        taken("POST /v1/import", BATCH_OF_ONE),
        new Example(
            Sender.OWNER,
            ApiExchange.of(BATCH, BATCH_OF_ONE).withHeader("Content-Encoding", "gzip"),
            200,
            ""));
  }

  private static List<Example> refused() {
    ApiExchange batch = ApiExchange.of(BATCH, BATCH_OF_ONE);
    return List.of(
        refused(BATCH, "{\"batch\": [", "malformed_json"),
        refused(BATCH, "{\"batch\": {}}", "invalid_batch"),
        refused(
            "POST /v1/track",
            "{\"event\": \"" + "x".repeat(OVER_A_MESSAGE) + "\"}",
            "event_too_large"),
        new Example(Sender.QUERY, batch, 403, "insufficient_scope"),
        new Example(Sender.UNKNOWN, batch, 401, "unknown_api_key"),
        new Example(Sender.NOBODY, batch, 401, "missing_api_key"));
  }

  private static Example taken(String operation, String body) {
    return new Example(Sender.OWNER, ApiExchange.of(operation, body), 200, "");
  }

  private static Example refused(String operation, String body, String code) {
    return new Example(Sender.OWNER, ApiExchange.of(operation, body), 400, code);
  }
}
