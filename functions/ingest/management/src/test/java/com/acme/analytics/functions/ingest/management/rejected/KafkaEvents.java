package com.acme.analytics.functions.ingest.management.rejected;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Events of an MSK event source, as AWS documents them. */
final class KafkaEvents {
  private static final String TOPIC = "events.rejected";

  private KafkaEvents() {}

  static InputStream of(List<KafkaRecord> records) {
    Map<Integer, List<KafkaRecord>> byPartition =
        records.stream()
            .collect(
                Collectors.groupingBy(KafkaRecord::partition, TreeMap::new, Collectors.toList()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("eventSource", "aws:kafka");
      json.writeStringProperty(
          "eventSourceArn", "arn:aws:kafka:eu-central-1:123456789012:cluster/acme/1-2");
      json.writeStringProperty("bootstrapServers", "b-1.acme.amazonaws.com:9098");
      json.writeObjectPropertyStart("records");
      byPartition.forEach((partition, all) -> write(json, partition, all));
      json.writeEndObject();
      json.writeEndObject();
    }
    return new ByteArrayInputStream(out.toByteArray());
  }

  private static void write(JsonGenerator json, int partition, List<KafkaRecord> records) {
    json.writeArrayPropertyStart(TOPIC + '-' + partition);
    for (KafkaRecord record : records) {
      json.writeStartObject();
      json.writeStringProperty("topic", TOPIC);
      json.writeNumberProperty("partition", partition);
      json.writeNumberProperty("offset", record.offset());
      json.writeNumberProperty("timestamp", record.timestamp().toEpochMilli());
      json.writeStringProperty("timestampType", "CREATE_TIME");
      json.writeStringProperty("key", "YWNtZS8xLjE=");
      json.writeName("value");
      json.writeBinary(record.value());
      json.writeArrayPropertyStart("headers");
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
