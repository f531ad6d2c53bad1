package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.ingest.limits.RateLimitHeaders;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer to a request whose events were judged one by one. A batch's lists the events that were
 * not accepted, in their order, so it is a few bytes in the usual case.
 */
final class IngestAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ACCEPTED = 202;
  private static final int USUAL_BYTES = 64;

  private IngestAnswer() {}

  static HttpResponse of(Outcome outcome, BatchFormat format) {
    HttpResponse response;
    if (outcome.grant().granted() == 0) {
      response = limited(outcome);
    } else if (format == BatchFormat.SINGLE) {
      response = ofSingle(outcome);
    } else {
      response = HttpResponse.json(ACCEPTED, batch(outcome));
    }
    for (Map.Entry<String, String> header : RateLimitHeaders.of(outcome.grant()).entrySet()) {
      response = response.withHeader(header.getKey(), header.getValue());
    }
    return response;
  }

  private static HttpResponse limited(Outcome outcome) {
    return HttpResponse.problem(
        new Problem(
            ErrorCode.RATE_LIMITED,
            Found.of("events", outcome.refusals().size())
                .expected(
                    "at most %d a second, and %d at once"
                        .formatted(
                            outcome.grant().limit().eventsPerSecond(),
                            outcome.grant().limit().burst()))));
  }

  private static HttpResponse ofSingle(Outcome outcome) {
    if (outcome.refusals().isEmpty()) {
      return HttpResponse.json(ACCEPTED, single(outcome));
    }
    Refusal refusal = outcome.refusals().getFirst();
    return HttpResponse.problem(new Problem(refusal.code(), refusal.detail(), refusal.pointer()));
  }

  private static byte[] single(Outcome outcome) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("event_id", outcome.accepted().getFirst().toString());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static byte[] batch(Outcome outcome) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("accepted", outcome.accepted().size());
      json.writeNumberProperty("rejected", outcome.rejected());
      json.writeArrayPropertyStart("results");
      outcome.refusals().forEach(refusal -> write(json, refusal));
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Refusal refusal) {
    json.writeStartObject();
    json.writeNumberProperty("index", refusal.index());
    refusal.eventId().ifPresent(id -> json.writeStringProperty("event_id", id.toString()));
    json.writeStringProperty("status", refusal.status().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("code", refusal.code().code());
    if (refusal.status() == Refusal.Status.REJECTED) {
      json.writeStringProperty("pointer", refusal.pointer());
    }
    json.writeStringProperty("detail", refusal.detail());
    json.writeEndObject();
  }
}
