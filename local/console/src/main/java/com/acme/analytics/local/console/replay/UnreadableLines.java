package com.acme.analytics.local.console.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Keeps unreadable lines in a file, each as a JSON object on its own line: {@code line} (number),
 * {@code reason}, {@code text}. The file is made with the first of them.
 */
final class UnreadableLines implements AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final UnreadableFile file;
  private UnreadableFile.Opened opened;
  private JsonGenerator json;
  private long count;
  private String firstReason = "it is empty";

  UnreadableLines(UnreadableFile file) {
    this.file = file;
  }

  void add(LogLine line, String reason) throws IOException {
    if (json == null) {
      firstReason = "line " + line.number() + ": " + reason;
      opened = file.open();
      json =
          JSON.createGenerator(
              ObjectWriteContext.empty(),
              new BufferedOutputStream(opened.out()),
              JsonEncoding.UTF8);
    }
    json.writeStartObject();
    json.writeNumberProperty("line", line.number());
    json.writeStringProperty("reason", reason);
    json.writeStringProperty("text", line.text());
    json.writeEndObject();
    json.writeRaw('\n');
    count++;
  }

  long count() {
    return count;
  }

  /** Number and reason of the first of them. */
  String firstReason() {
    return firstReason;
  }

  /** Where they are kept; empty when there is none. */
  Optional<Path> path() {
    return Optional.ofNullable(opened).map(UnreadableFile.Opened::path);
  }

  @Override
  public void close() {
    if (json != null) {
      json.close();
    }
  }
}
