package com.acme.analytics.integration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests to each operation of the API, with how they are answered where nothing was sent before.
 * Those that make something stand before those that find it.
 */
final class OpenApiExamples {
  static final String SEND = "POST /v2/events";
  static final String SEND_ONE = "POST /v2/events/single";
  static final String QUERY = "GET /v2/query";
  static final String POST_QUERY = "POST /v2/query";
  static final String EXPLAIN = "GET /v2/query/explain";
  static final String MOVERS = "GET /v2/analyses/movers";
  static final String RETENTION = "POST /v2/analyses/retention";
  static final String PATHS = "POST /v2/analyses/paths";
  static final String SUBMIT = "POST /v2/query/async";
  static final String JOB = "GET /v2/query/jobs/{id}";
  static final String JOB_RESULT = "GET /v2/query/jobs/{id}/result";
  static final String CANCEL = "DELETE /v2/query/jobs/{id}";
  static final String EXPORT = "POST /v2/exports";
  static final String EXPORTED = "GET /v2/exports/{id}";
  static final String CANCEL_EXPORT = "DELETE /v2/exports/{id}";
  static final String REJECTED = "GET /v2/events/rejected";
  static final String REPLAY = "POST /v2/events/rejected/replay";
  static final String TRACE = "GET /v2/events/{event_id}/trace";
  static final String PUT_SCHEMA = "PUT /v2/schemas/{event}/{version}";
  static final String GET_SCHEMA = "GET /v2/schemas/{event}/{version}";
  static final String VERSIONS = "GET /v2/schemas/{event}";
  static final String SCHEMAS = "GET /v2/schemas";
  static final String GET_SETTINGS = "GET /v2/settings";
  static final String PUT_SETTINGS = "PUT /v2/settings";
  static final String POST_FUNNEL = "POST /v2/funnels";
  static final String FUNNELS = "GET /v2/funnels";
  static final String GET_FUNNEL = "GET /v2/funnels/{id}";
  static final String DELETE_FUNNEL = "DELETE /v2/funnels/{id}";
  static final String POST_DASHBOARD = "POST /v2/dashboards";
  static final String DASHBOARDS = "GET /v2/dashboards";
  static final String GET_DASHBOARD = "GET /v2/dashboards/{id}";
  static final String PUT_DASHBOARD = "PUT /v2/dashboards/{id}";
  static final String DELETE_DASHBOARD = "DELETE /v2/dashboards/{id}";
  static final String DASHBOARD_VERSIONS = "GET /v2/dashboards/{id}/versions";
  static final String GRAPHQL = "POST /v2/graphql";
  static final String DASHBOARD =
      "{\"name\": \"Shop\", \"widgets\": [{\"id\": \"w\", \"title\": \"Visits\", "
          + "\"kind\": \"%s\", \"query\": {\"granularity\": \"1h\", \"last\": \"PT24H\"}, "
          + "\"position\": {\"x\": 0, \"y\": 0, \"w\": 12, \"h\": 4}}]}";
  static final String FUNNEL =
      "{\"name\": \"Purchase\", \"window\": \"PT24H\", \"breakdown\": \"country\", \"steps\": ["
          + "{\"event\": \"x\", \"filters\": [\"%s\"]}, {\"event\": \"y\"}]}";

  private static final String EVENT = "{\"event\": \"x\"}";
  private static final String BATCH = "{\"events\": [" + EVENT + "]}";
  private static final String SETTINGS =
      "{\"ip_policy\": \"%s\", \"pseudonymised\": [\"user_id\"], \"key_buckets\": 16, "
          + "\"dimensions\": [\"plan\"], \"measures\": [\"cart.total\"]}";
  private static final String SCHEMA =
      "{\"mode\": \"%s\", \"schema\": {\"properties\": {\"price\": {\"type\": \"%s\"}}}}";
  private static final int OVER_THE_HTTP_API = 11 * 1024 * 1024;
  private static final int OVER_A_QUERY = 70 * 1024;
  private static final int OVER_A_SCHEMA = 300 * 1024;
  private static final int OVER_AN_EVENT = 40 * 1024;
  private static final int OVER_A_BATCH = 5_001;

  private OpenApiExamples() {}

  /** Whose key a request carries. */
  enum Sender {
    /** A key of every scope. */
    OWNER,
    /** A key for sending alone. */
    INGEST,
    /** A key for queries alone. */
    QUERY,
    UNKNOWN,
    NOBODY
  }

  /**
   * A request and its answer.
   *
   * @param code of the problem document; empty for another answer
   */
  record Example(Sender sender, ApiExchange request, int status, String code) {
    @Override
    public String toString() {
      return "%s: %d %s".formatted(request.operation(), status, code);
    }
  }

  /** To every door. */
  static List<Example> ofEvents() {
    return Stream.of(
            batches(), single(), refusedToOthers(SEND, BATCH, Sender.QUERY), SegmentExamples.all())
        .flatMap(List::stream)
        .toList();
  }

  /** To the HTTP API alone. */
  static List<Example> ofTheHttpApi() {
    return Stream.of(
            List.of(answered(ApiExchange.of(SEND, "x".repeat(OVER_THE_HTTP_API)), 413, "")),
            schemas(),
            settings(),
            funnels(),
            dashboards(),
            graphQl(),
            rejected(),
            trace(),
            query(),
            explanations(),
            analyses(),
            jobs(),
            exports())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> batches() {
    ApiExchange batch = ApiExchange.of(SEND, BATCH);
    return List.of(
        answered(batch, 202, ""),
        answered(batch.withHeader("Content-Encoding", "gzip"), 202, ""),
        answered(batch.withHeader("Idempotency-Key", "k").withQuery("backfill", "true"), 202, ""),
        answered(
            ApiExchange.of(SEND, EVENT + "\n" + EVENT)
                .withHeader("Content-Type", "application/x-ndjson"),
            202,
            ""),
        answered(ApiExchange.of(SEND, "{\"events\": ["), 400, "malformed_json"),
        answered(ApiExchange.of(SEND, "{\"events\": []}"), 400, "empty_batch"),
        answered(ApiExchange.of(SEND, "{\"other\": 1}"), 400, "invalid_batch"),
        answered(batch.withQuery("backfill", "maybe"), 400, "invalid_parameter"),
        answered(batch.withHeader("Content-Encoding", "deflate"), 400, "invalid_compression"),
        answered(
            ApiExchange.of(
                SEND, "{\"events\": [" + (EVENT + ",").repeat(OVER_A_BATCH) + EVENT + "]}"),
            413,
            "batch_too_large"),
        answered(batch.withHeader("Content-Type", "text/csv"), 415, "unsupported_content_type"),
        answered(batch.withHeader("Content-Encoding", "br"), 415, "unsupported_content_encoding"));
  }

  private static List<Example> single() {
    ApiExchange single = ApiExchange.of(SEND_ONE, EVENT);
    return List.of(
        answered(single, 202, ""),
        answered(ApiExchange.of(SEND_ONE, "{\"event\": 1}"), 400, "invalid_event"),
        answered(
            ApiExchange.of(
                SEND_ONE,
                "{\"event\": \"x\", \"properties\": {\"p\": \""
                    + "x".repeat(OVER_AN_EVENT)
                    + "\"}}"),
            413,
            "event_too_large"));
  }

  private static List<Example> schemas() {
    ApiExchange first = putSchema(1, "enforce", "number");
    ApiExchange found = ApiExchange.of(GET_SCHEMA, "/v2/schemas/documented/1", "");
    return Stream.of(
            List.of(
                answered(first, 201, ""),
                answered(putSchema(1, "warn", "number"), 200, ""),
                answered(putSchema(1, "warn", "string"), 409, "schema_conflict"),
                answered(putSchema(2, "warn", "string"), 409, "incompatible_schema"),
                answered(putSchema(2, "warn", "nothing"), 400, "invalid_schema"),
                answered(putSchema(0, "warn", "number"), 400, "invalid_parameter"),
                answered(
                    ApiExchange.of(
                        PUT_SCHEMA, "/v2/schemas/documented/2", " ".repeat(OVER_A_SCHEMA)),
                    413,
                    "body_too_large"),
                answered(found, 200, ""),
                answered(
                    ApiExchange.of(GET_SCHEMA, "/v2/schemas/documented/9", ""), 404, "not_found"),
                answered(ApiExchange.of(VERSIONS, "/v2/schemas/documented", ""), 200, ""),
                answered(ApiExchange.of(VERSIONS, "/v2/schemas/unheard-of", ""), 404, "not_found"),
                answered(ApiExchange.of(SCHEMAS, ""), 200, ""),
                new Example(Sender.QUERY, first, 403, "insufficient_scope"),
                new Example(Sender.INGEST, found, 403, "insufficient_scope")),
            refusedToOthers(SCHEMAS, "", Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static ApiExchange putSchema(int version, String mode, String type) {
    return ApiExchange.of(
        PUT_SCHEMA, "/v2/schemas/documented/" + version, SCHEMA.formatted(mode, type));
  }

  private static List<Example> settings() {
    return Stream.of(
            List.of(
                answered(ApiExchange.of(GET_SETTINGS, ""), 200, ""),
                answered(ApiExchange.of(PUT_SETTINGS, SETTINGS.formatted("keep")), 200, ""),
                answered(
                    ApiExchange.of(PUT_SETTINGS, SETTINGS.formatted("sell")),
                    400,
                    "invalid_settings"),
                answered(ApiExchange.of(PUT_SETTINGS, "{"), 400, "malformed_json")),
            refusedToOthers(PUT_SETTINGS, SETTINGS.formatted("keep"), Sender.QUERY))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> funnels() {
    ApiExchange funnel = ApiExchange.of(POST_FUNNEL, FUNNEL.formatted("path:eq:/"));
    String nobodys = "/v2/funnels/00000000-0000-4000-8000-000000000000";
    ApiExchange found = ApiExchange.of(GET_FUNNEL, nobodys, "");
    return Stream.of(
            List.of(
                answered(funnel, 201, ""),
                answered(funnel, 200, ""),
                answered(ApiExchange.of(POST_FUNNEL, "{\"name\": 1}"), 400, "invalid_funnel"),
                answered(
                    ApiExchange.of(POST_FUNNEL, FUNNEL.formatted("colour:exists")),
                    400,
                    "undeclared_property"),
                answered(ApiExchange.of(POST_FUNNEL, "{"), 400, "malformed_json"),
                answered(ApiExchange.of(FUNNELS, ""), 200, ""),
                answered(found, 404, "not_found"),
                answered(ApiExchange.of(GET_FUNNEL, "/v2/funnels/1", ""), 400, "invalid_parameter"),
                answered(ApiExchange.of(DELETE_FUNNEL, nobodys, ""), 404, "not_found"),
                new Example(Sender.INGEST, found, 403, "insufficient_scope")),
            refusedToOthers(POST_FUNNEL, FUNNEL.formatted("path:eq:/"), Sender.QUERY),
            refusedToOthers(FUNNELS, "", Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> dashboards() {
    String nobodys = "/v2/dashboards/00000000-0000-4000-8000-000000000000";
    String dashboard = DASHBOARD.formatted("line");
    ApiExchange list = ApiExchange.of(DASHBOARDS, "");
    ApiExchange found = ApiExchange.of(GET_DASHBOARD, nobodys, "");
    ApiExchange change = ApiExchange.of(PUT_DASHBOARD, nobodys, dashboard);
    ApiExchange deletion = ApiExchange.of(DELETE_DASHBOARD, nobodys, "");
    ApiExchange versions = ApiExchange.of(DASHBOARD_VERSIONS, nobodys + "/versions", "");
    return Stream.of(
            List.of(
                answered(ApiExchange.of(POST_DASHBOARD, dashboard), 201, ""),
                answered(
                    ApiExchange.of(POST_DASHBOARD, DASHBOARD.formatted("pie")),
                    400,
                    "invalid_dashboard"),
                answered(ApiExchange.of(POST_DASHBOARD, "{"), 400, "malformed_json"),
                answered(
                    ApiExchange.of(POST_DASHBOARD, " ".repeat(OVER_A_SCHEMA)),
                    413,
                    "body_too_large"),
                answered(list, 200, ""),
                answered(list.withQuery("limit", "51"), 400, "invalid_parameter"),
                answered(list.withQuery("cursor", "x"), 400, "invalid_parameter"),
                answered(found, 404, "not_found"),
                answered(found.withQuery("version", "0"), 400, "invalid_parameter"),
                answered(versions, 404, "not_found"),
                answered(change, 428, "precondition_required"),
                answered(change.withHeader("If-Match", "3"), 400, "invalid_parameter"),
                answered(change.withHeader("If-Match", "\"3\""), 404, "not_found"),
                answered(deletion, 428, "precondition_required"),
                answered(deletion.withHeader("If-Match", "\"3\""), 404, "not_found"),
                new Example(Sender.INGEST, found, 403, "insufficient_scope"),
                new Example(Sender.INGEST, versions, 403, "insufficient_scope"),
                new Example(Sender.QUERY, change, 403, "insufficient_scope"),
                new Example(Sender.QUERY, deletion, 403, "insufficient_scope")),
            refusedToOthers(POST_DASHBOARD, dashboard, Sender.QUERY),
            refusedToOthers(DASHBOARDS, "", Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> explanations() {
    ApiExchange explanation = ApiExchange.of(EXPLAIN, "");
    return Stream.of(
            List.of(
                answered(explanation.withQuery("from", "2024-01-01T00:00:00Z"), 200, ""),
                answered(explanation.withQuery("granularity", "2m"), 400, "invalid_query")),
            refusedToOthers(EXPLAIN, "", Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> analyses() {
    ApiExchange movers = ApiExchange.of(MOVERS, "").withQuery("dimension", "path");
    // Days that the hot tier holds.
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    String retention =
        """
        {"start": {"event": "page_view"}, "granularity": "%%s", "from": "%s", "to": "%s"}
        """
            .formatted(today.minus(2, ChronoUnit.DAYS), today);
    return Stream.of(
            List.of(
                answered(movers, 200, ""),
                answered(movers.withQuery("measure", "avg:bytes"), 400, "invalid_query"),
                answered(ApiExchange.of(RETENTION, retention.formatted("1d")), 200, ""),
                answered(
                    ApiExchange.of(RETENTION, retention.formatted("1h")), 400, "invalid_query"),
                answered(ApiExchange.of(RETENTION, "{"), 400, "malformed_json"),
                answered(
                    ApiExchange.of(RETENTION, " ".repeat(OVER_A_SCHEMA)), 413, "body_too_large")),
            List.of(
                answered(ApiExchange.of(PATHS, "{}"), 200, ""),
                answered(ApiExchange.of(PATHS, "{\"steps\": 7}"), 400, "invalid_query"),
                answered(ApiExchange.of(PATHS, "{"), 400, "malformed_json"),
                answered(ApiExchange.of(PATHS, " ".repeat(OVER_A_SCHEMA)), 413, "body_too_large")),
            refusedToOthers(PATHS, "{}", Sender.INGEST),
            refusedToOthers(MOVERS, "", Sender.INGEST),
            refusedToOthers(RETENTION, retention.formatted("1d"), Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> jobs() {
    String document = "{\"measures\": [\"count\"]}";
    String nobodys = "/v2/query/jobs/00000000-0000-4000-8000-000000000000";
    return Stream.of(
            List.of(
                answered(ApiExchange.of(SUBMIT, document), 202, ""),
                answered(ApiExchange.of(SUBMIT, "{"), 400, "malformed_json"),
                answered(ApiExchange.of(SUBMIT, " ".repeat(OVER_A_QUERY)), 413, "body_too_large"),
                answered(ApiExchange.of(JOB, nobodys, ""), 404, "not_found"),
                answered(ApiExchange.of(JOB_RESULT, nobodys + "/result", ""), 404, "not_found"),
                answered(ApiExchange.of(CANCEL, nobodys, ""), 404, "not_found")),
            refusedToOthers(SUBMIT, document, Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> exports() {
    String request = "{\"format\": \"csv\", \"from\": \"2026-03-01T00:00:00Z\"}";
    String nobodys = "/v2/exports/00000000-0000-4000-8000-000000000000";
    return Stream.of(
            List.of(
                answered(ApiExchange.of(EXPORT, request), 202, ""),
                answered(ApiExchange.of(EXPORT, "{"), 400, "malformed_json"),
                answered(ApiExchange.of(EXPORT, " ".repeat(OVER_A_SCHEMA)), 413, "body_too_large"),
                answered(ApiExchange.of(EXPORTED, nobodys, ""), 404, "not_found"),
                answered(ApiExchange.of(CANCEL_EXPORT, nobodys, ""), 404, "not_found")),
            refusedToOthers(EXPORT, request, Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> graphQl() {
    String document = "{\"query\": \"{dashboards {items {name}} query(input: {%s}) {rows}}\"}";
    return Stream.of(
            List.of(
                answered(
                    ApiExchange.of(GRAPHQL, document.formatted("last: \\\"PT1H\\\"")), 200, ""),
                answered(ApiExchange.of(GRAPHQL, document.formatted("limit: 0")), 200, ""),
                answered(ApiExchange.of(GRAPHQL, "{"), 400, "malformed_json"),
                answered(
                    ApiExchange.of(GRAPHQL, " ".repeat(OVER_A_SCHEMA)), 413, "body_too_large")),
            refusedToOthers(GRAPHQL, document.formatted(""), Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> rejected() {
    ApiExchange list = ApiExchange.of(REJECTED, "");
    return Stream.of(
            List.of(
                answered(
                    list.withQuery("from", "2026-01-01T00:00:00Z")
                        .withQuery("to", "2026-01-02T00:00:00Z")
                        .withQuery("limit", "5"),
                    200,
                    ""),
                answered(list.withQuery("counts", "true"), 200, ""),
                answered(list.withQuery("limit", "0"), 400, "invalid_parameter"),
                answered(ApiExchange.of(REPLAY, "{\"code\": \"rate_limited\"}"), 200, ""),
                answered(ApiExchange.of(REPLAY, "["), 400, "invalid_parameter"),
                answered(ApiExchange.of(REPLAY, " ".repeat(OVER_A_SCHEMA)), 413, "body_too_large")),
            refusedToOthers(REJECTED, "", Sender.INGEST),
            refusedToOthers(REPLAY, "{}", Sender.QUERY))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> trace() {
    ApiExchange trace = traceOf("0195788a-6a00-7000-8000-000000000000");
    return List.of(
        answered(trace, 200, ""),
        answered(trace.withQuery("around", "2026-01-31T12:00:00Z"), 200, ""),
        answered(trace.withQuery("around", "yesterday"), 400, "invalid_parameter"),
        answered(traceOf("1"), 400, "invalid_parameter"),
        new Example(Sender.INGEST, trace, 403, "insufficient_scope"),
        new Example(Sender.UNKNOWN, trace, 401, "unknown_api_key"),
        new Example(Sender.NOBODY, trace, 401, "missing_api_key"));
  }

  private static ApiExchange traceOf(String eventId) {
    return ApiExchange.of(TRACE, "/v2/events/" + eventId + "/trace", "");
  }

  private static List<Example> query() {
    ApiExchange query = ApiExchange.of(QUERY, "");
    return Stream.of(
            List.of(
                answered(query, 200, ""),
                answered(
                    query
                        .withQuery("measures", "count,sum:price")
                        .withQuery("dimensions", "event")
                        .withQuery("filter", "event:ne:y")
                        .withQuery("granularity", "1m")
                        .withQuery("limit", "10"),
                    200,
                    ""),
                answered(query.withQuery("granularity", "7m"), 400, "invalid_query"),
                answered(query.withQuery("from", "2024-01-01T00:00:00Z"), 202, ""),
                answered(query.withQuery("wait", "true"), 200, ""),
                answered(posted("{}"), 200, ""),
                answered(posted("{\"from\": \"2024-01-01T00:00:00Z\"}"), 202, ""),
                answered(
                    posted(
                        "{\"measures\": [\"count\"], \"dimensions\": [\"event\"], \"limit\": 5,"
                            + " \"filter\": [\"event:ne:y\", {\"dimension\": \"path\","
                            + " \"operator\": \"missing\"}]}"),
                    200,
                    ""),
                answered(
                    posted(
                        "{\"sql\": \"SELECT event AS e, count(*) AS n FROM events GROUP BY e"
                            + " ORDER BY n DESC\"}"),
                    200,
                    ""),
                answered(posted("{\"sql\": \"DROP TABLE events\"}"), 400, "invalid_query"),
                answered(posted("{\"measure\": \"count\"}"), 400, "invalid_query"),
                answered(posted("{"), 400, "malformed_json"),
                answered(posted(" ".repeat(OVER_A_QUERY)), 413, "body_too_large")),
            refusedToOthers(QUERY, "", Sender.INGEST),
            refusedToOthers(POST_QUERY, "{}", Sender.INGEST))
        .flatMap(List::stream)
        .toList();
  }

  private static ApiExchange posted(String document) {
    return ApiExchange.of(POST_QUERY, document);
  }

  private static List<Example> refusedToOthers(String operation, String body, Sender other) {
    ApiExchange request = ApiExchange.of(operation, body);
    return List.of(
        new Example(other, request, 403, "insufficient_scope"),
        new Example(Sender.UNKNOWN, request, 401, "unknown_api_key"),
        new Example(Sender.NOBODY, request, 401, "missing_api_key"));
  }

  private static Example answered(ApiExchange request, int status, String code) {
    return new Example(Sender.OWNER, request, status, code);
  }
}
