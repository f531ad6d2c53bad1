package com.acme.analytics.functions.ingest.rejected;

import com.acme.analytics.core.event.RejectedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads the dead letters of one object, one after another: it is never in memory as a whole. */
public final class DeadLetterLines implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final String customer;
  private final JsonParser json;

  /**
   * Begins to read.
   *
   * @param customer whose object it is, by its key
   * @param in the object's bytes; closed with this
   * @throws ArchiveUnavailableException when S3 stops answering
   */
  public DeadLetterLines(String customer, InputStream in) {
    this.customer = customer;
    try {
      this.json = JSON.createParser(ObjectReadContext.empty(), new GZIPInputStream(in));
    } catch (IOException e) {
      throw new ArchiveUnavailableException("an object can't be read", e);
    }
  }

  /**
   * The next dead letter; empty after the last.
   *
   * @throws ArchiveUnavailableException when S3 stops answering
   */
  public Optional<DeadLetter> next() {
    try {
      return json.nextToken() == null ? Optional.empty() : Optional.of(read());
    } catch (JacksonIOException e) {
      throw new ArchiveUnavailableException("an object can't be read", e);
    }
  }

  private DeadLetter read() {
    RejectedEvent event = new RejectedEvent();
    event.setCustomerId(customer);
    int partition = 0;
    long offset = 0;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "partition" -> partition = json.getIntValue();
        case "offset" -> offset = json.getLongValue();
        case "event_id" -> event.setEventId(json.getString());
        case "event" -> event.setEvent(json.getValueAsString());
        case "code" -> event.setCode(json.getString());
        case "pointer" -> event.setPointer(json.getString());
        case "detail" -> event.setDetail(json.getString());
        case "received_at" -> event.setReceivedAt(Instant.parse(json.getString()));
        case "source" -> event.setSource(json.getString());
        case "truncated" -> event.setTruncated(json.getBooleanValue());
        case "whole_request" -> event.setWholeRequest(json.getBooleanValue());
        case "backfill" -> event.setBackfill(json.getBooleanValue());
        case "client_network" -> event.setClientNetwork(json.getValueAsString());
        case "user_agent" -> event.setUserAgent(json.getValueAsString());
        case "original" ->
            event.setOriginal(ByteBuffer.wrap(json.getString().getBytes(StandardCharsets.UTF_8)));
        case "original_base64" -> event.setOriginal(ByteBuffer.wrap(json.getBinaryValue()));
        default -> json.skipChildren();
      }
    }
    return new DeadLetter(partition, offset, event);
  }

  @Override
  public void close() {
    json.close();
  }
}
