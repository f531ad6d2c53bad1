package com.acme.analytics.local.emulation.eventsources;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a record as Lambda's event has it: key and value in base64, absent where they are null,
 * and a header's value as a list of signed bytes (as observed: the service writes Java's bytes).
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html#msk-sample-event">the
 *     event</a>
 */
final class KafkaRecordJson {
  private KafkaRecordJson() {}

  static byte[] write(ConsumerRecord<byte[], byte[]> record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("topic", record.topic());
      json.writeNumberProperty("partition", record.partition());
      json.writeNumberProperty("offset", record.offset());
      json.writeNumberProperty("timestamp", record.timestamp());
      json.writeStringProperty("timestampType", record.timestampType().name());
      writeBase64(json, "key", record.key());
      writeBase64(json, "value", record.value());
      json.writeArrayPropertyStart("headers");
      for (Header header : record.headers()) {
        writeHeader(json, header);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void writeBase64(JsonGenerator json, String name, byte[] bytes) {
    if (bytes != null) {
      json.writeStringProperty(name, Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static void writeHeader(JsonGenerator json, Header header) {
    json.writeStartObject();
    if (header.value() == null) {
      json.writeNullProperty(header.key());
    } else {
      json.writeArrayPropertyStart(header.key());
      for (byte each : header.value()) {
        json.writeNumber((short) each);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
