package com.acme.analytics.flink.unique;

import com.acme.analytics.flink.accepted.EventFields;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes events as the warm tier reads them: docs/formats/unique.md. Decoder, generator and buffer
 * serve all events of a writer, so an event costs its texts and the bytes it becomes.
 */
final class UniqueEventJson {
  /** One generator writes one event after the other, and nothing between them. */
  private static final JsonFactory JSON =
      JsonFactory.builder().rootValueSeparator((String) null).build();

  /** In the order in which {@link #writeFields} takes them. */
  private static final List<String> FIELDS =
      List.of(
          "customer_id",
          "timestamp",
          "event",
          "page_path",
          "country",
          "region",
          "referrer_domain",
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_term",
          "utm_content",
          "user_id",
          "anonymous_id",
          "user_hash",
          "dimensions",
          "measures");

  private final BinaryMessageDecoder<GenericRecord> decoder = EventFields.decoder(FIELDS);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
  private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
  private GenericRecord reused;

  /**
   * The event as UTF-8 JSON.
   *
   * @throws IOException when its bytes are cut off
   * @throws RuntimeException when they are damaged otherwise; this writer is of no use any more
   */
  byte[] write(DescribedEvent described) throws IOException {
    reused = decoder.decode(described.accepted().avro(), reused);
    bytes.reset();
    out.writeStartObject();
    writeFields(reused, described.device());
    out.writeEndObject();
    out.flush();
    return bytes.toByteArray();
  }

  private void writeFields(GenericRecord event, Device device) {
    int field = 0;
    text("customer_id", event.get(field++));
    out.writeNumberProperty("timestamp", (Long) event.get(field++));
    text("event", event.get(field++));
    text("path", event.get(field++));
    text("country", event.get(field++));
    text("region", event.get(field++));
    text("device", device.type());
    text("os", device.os());
    text("browser", device.browser());
    out.writeBooleanProperty("bot", device.bot());
    text("referrer_domain", event.get(field++));
    text("utm_source", event.get(field++));
    text("utm_medium", event.get(field++));
    text("utm_campaign", event.get(field++));
    text("utm_term", event.get(field++));
    text("utm_content", event.get(field++));
    Object userId = event.get(field++);
    Object anonymousId = event.get(field++);
    // Whom no other tier counts, Druid is not to count either.
    if (event.get(field++) != null) {
      text("user", userId == null ? anonymousId : userId);
    }
    dimensions(map(event.get(field++)));
    measures(map(event.get(field)));
  }

  private void text(String name, Object value) {
    if (value instanceof String text && !text.isEmpty()) {
      out.writeStringProperty(name, text);
    }
  }

  private void dimensions(Map<?, ?> dimensions) {
    if (!dimensions.isEmpty()) {
      out.writeObjectPropertyStart("dimensions");
      dimensions.forEach((name, value) -> out.writeStringProperty((String) name, (String) value));
      out.writeEndObject();
    }
  }

  private void measures(Map<?, ?> measures) {
    int number = 0;
    for (Map.Entry<?, ?> measure : measures.entrySet()) {
      number++;
      out.writeStringProperty("measure_" + number, (String) measure.getKey());
      out.writeNumberProperty("value_" + number, (Double) measure.getValue());
    }
  }

  /** By name, so that what is equal is equal as text, and a measure keeps its place. */
  private static Map<?, ?> map(Object avro) {
    Map<?, ?> map = (Map<?, ?>) avro;
    return map.size() < 2 ? map : new TreeMap<>(map);
  }
}
