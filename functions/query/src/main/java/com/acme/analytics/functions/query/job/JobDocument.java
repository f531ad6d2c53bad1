package com.acme.analytics.functions.query.job;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A job as its owner sees it. */
public final class JobDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private JobDocument() {}

  /** Where the job is found. */
  public static String path(Job job) {
    return "/v2/query/jobs/" + job.id();
  }

  /** The document as UTF-8 JSON. */
  public static byte[] of(Job job) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("job_id", job.id().toString());
      json.writeStringProperty("status", job.status().code());
      json.writeObjectPropertyStart("progress");
      json.writeNumberProperty("slices_done", job.progress().done());
      json.writeNumberProperty("slices", job.progress().slices());
      json.writeEndObject();
      json.writeStringProperty("created_at", job.created().toString());
      write(json, "started_at", job.started());
      write(json, "finished_at", job.finished());
      json.writeStringProperty("expires_at", job.expires().toString());
      job.result()
          .ifPresent(
              result -> {
                json.writeObjectPropertyStart("result");
                json.writeStringProperty("href", path(job) + "/result");
                json.writeNumberProperty("pages", result.pages());
                json.writeNumberProperty("rows", result.rows());
                json.writeEndObject();
              });
      job.problem()
          .ifPresent(
              problem -> {
                json.writeName("problem");
                json.writeRawValue(problem);
              });
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String name, Optional<Instant> time) {
    if (time.isPresent()) {
      json.writeStringProperty(name, time.get().toString());
    } else {
      json.writeNullProperty(name);
    }
  }
}
