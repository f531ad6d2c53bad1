package com.acme.analytics.functions.query.export;

import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An export as its owner sees it. */
public final class ExportDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private ExportDocument() {}

  /** Where the export is found. */
  public static String path(Job job) {
    return "/v2/exports/" + job.id();
  }

  /** The document as UTF-8 JSON; an export that has succeeded has its parts, with new addresses. */
  public static byte[] of(Job job, ExportLinks links, Instant now) {
    ExportFormat format =
        ExportRequest.parse(job.query().getBytes(StandardCharsets.UTF_8), job.created()).format();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("export_id", job.id().toString());
      json.writeStringProperty("status", job.status().code());
      json.writeStringProperty("format", format.code());
      json.writeObjectPropertyStart("progress");
      json.writeNumberProperty("parts_done", job.progress().done());
      json.writeNumberProperty("parts", job.progress().slices());
      json.writeEndObject();
      json.writeStringProperty("created_at", job.created().toString());
      write(json, "started_at", job.started());
      write(json, "finished_at", job.finished());
      json.writeStringProperty("expires_at", job.expires().toString());
      if (job.status() == JobStatus.SUCCEEDED) {
        parts(json, job, format, links, now);
      }
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

  private static void parts(
      JsonGenerator json, Job job, ExportFormat format, ExportLinks links, Instant now) {
    List<ExportPart> parts = ExportState.parse(job.checkpoint().orElseThrow()).done();
    json.writeNumberProperty("rows", parts.stream().mapToLong(ExportPart::rows).sum());
    json.writeNumberProperty("bytes", parts.stream().mapToLong(ExportPart::bytes).sum());
    json.writeStringProperty("urls_expire_at", now.plus(ExportLinks.VALID).toString());
    json.writeArrayPropertyStart("parts");
    for (ExportPart part : parts) {
      json.writeStartObject();
      json.writeNumberProperty("number", part.number());
      json.writeNumberProperty("rows", part.rows());
      json.writeNumberProperty("bytes", part.bytes());
      json.writeStringProperty("sha256", part.sha256());
      json.writeStringProperty("url", links.link(job, part, format).toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Optional<Instant> time) {
    if (time.isPresent()) {
      json.writeStringProperty(name, time.get().toString());
    } else {
      json.writeNullProperty(name);
    }
  }
}
