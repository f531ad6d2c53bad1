package com.acme.analytics.functions.ingest.management.rejected;

import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the event of an MSK event source, token by token: records by topic and partition, values in
 * base64.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">the form</a>
 */
final class KafkaEventReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NOTHING = {};

  private KafkaEventReader() {}

  /**
   * Hands over each record in the order of the event.
   *
   * @throws IllegalArgumentException when it is no event of a Kafka event source
   */
  static void read(InputStream in, Consumer<KafkaRecord> records) {
    boolean found = false;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = json.currentName().equals("records");
        json.nextToken();
        if (wanted) {
          found = true;
          readPartitions(json, records);
        } else {
          json.skipChildren();
        }
      }
    }
    if (!found) {
      throw new IllegalArgumentException(
          "records: missing (expected: the event of an MSK event source)");
    }
  }

  private static void readPartitions(JsonParser json, Consumer<KafkaRecord> records) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        records.accept(readRecord(json));
      }
    }
  }

  private static KafkaRecord readRecord(JsonParser json) {
    int partition = -1;
    long offset = -1;
    long timestamp = 0;
    byte[] value = NOTHING;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "partition" -> partition = json.getValueAsInt(-1);
        case "offset" -> offset = json.getValueAsLong(-1);
        case "timestamp" -> timestamp = json.getValueAsLong(0);
        case "value" -> value = token == JsonToken.VALUE_NULL ? NOTHING : json.getBinaryValue();
        default -> json.skipChildren();
      }
    }
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "record: partition %d, offset %d (expected: both >= 0)".formatted(partition, offset));
    }
    return new KafkaRecord(partition, offset, Instant.ofEpochMilli(timestamp), value);
  }
}
