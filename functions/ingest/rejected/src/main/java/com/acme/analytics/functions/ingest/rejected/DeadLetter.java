package com.acme.analytics.functions.ingest.rejected;

import com.acme.analytics.core.event.RejectedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * A refused event and where it came from.
 *
 * @param partition of the topic
 * @param offset with the partition it names the dead letter for ever
 */
public record DeadLetter(int partition, long offset, RejectedEvent event) implements ArchiveEntry {

  /** Names the dead letter among all. */
  public String id() {
    return partition + "-" + offset;
  }

  /** Whether there is a whole event to try again. */
  public boolean replayable() {
    return !event.getTruncated() && !event.getWholeRequest();
  }

  /** The original's bytes. */
  public byte[] original() {
    ByteBuffer view = event.getOriginal().duplicate();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }

  @Override
  public ArchiveGroup group() {
    return new ArchiveGroup(event.getCustomerId(), event.getReceivedAt(), event.getCode());
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("partition", partition);
    json.writeNumberProperty("offset", offset);
    writeReason(json);
    json.writeBooleanProperty("truncated", event.getTruncated());
    json.writeBooleanProperty("whole_request", event.getWholeRequest());
    json.writeBooleanProperty("backfill", event.getBackfill());
    json.writeStringProperty("client_network", event.getClientNetwork());
    json.writeStringProperty("user_agent", event.getUserAgent());
    writeOriginal(json);
    json.writeEndObject();
  }

  /** Writes what its customer may see. */
  public void writeAnswer(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id());
    writeReason(json);
    json.writeBooleanProperty("truncated", event.getTruncated());
    json.writeBooleanProperty("replayable", replayable());
    writeOriginal(json);
    json.writeEndObject();
  }

  private void writeReason(JsonGenerator json) {
    json.writeStringProperty("event_id", event.getEventId());
    json.writeStringProperty("event", event.getEvent());
    json.writeStringProperty("code", event.getCode());
    json.writeStringProperty("pointer", event.getPointer());
    json.writeStringProperty("detail", event.getDetail());
    json.writeStringProperty("received_at", event.getReceivedAt().toString());
    json.writeStringProperty("source", event.getSource());
  }

  private void writeOriginal(JsonGenerator json) {
    Optional<String> text = text(event.getOriginal());
    if (text.isPresent()) {
      json.writeStringProperty("original", text.get());
    } else {
      json.writeName("original_base64");
      json.writeBinary(original());
    }
  }

  /**
   * Empty when the bytes are not UTF-8, strictly, so that a text gives back the very same bytes.
   */
  private static Optional<String> text(ByteBuffer bytes) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
