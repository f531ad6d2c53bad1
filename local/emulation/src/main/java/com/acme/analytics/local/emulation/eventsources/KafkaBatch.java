package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of one invocation, and what to commit once it has succeeded.
 *
 * @param records of each partition, in its order
 * @param offsets of each partition, the one after its last record
 */
record KafkaBatch(
    Map<TopicPartition, List<PendingRecord>> records,
    Map<TopicPartition, OffsetAndMetadata> offsets) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Bytes that a partition adds to an event besides its records: its name, brackets, a comma. */
  static int overhead(TopicPartition partition) {
    return partition.toString().length() + 6;
  }

  /** Bytes of an event without records. */
  static int overhead(KafkaEventSourceMapping mapping) {
    return new KafkaBatch(Map.of(), Map.of()).event(mapping).length;
  }

  int size() {
    return records.values().stream().mapToInt(List::size).sum();
  }

  /** The event that the function is invoked with. */
  byte[] event(KafkaEventSourceMapping mapping) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "{\"eventSource\":\"aws:kafka\",\"eventSourceArn\":");
    write(out, JSON.writeValueAsString(mapping.clusterArn()));
    write(out, ",\"bootstrapServers\":");
    write(out, JSON.writeValueAsString(mapping.bootstrapServers()));
    write(out, ",\"records\":{");
    String before = "";
    for (Map.Entry<TopicPartition, List<PendingRecord>> partition : records.entrySet()) {
      write(out, before + JSON.writeValueAsString(partition.getKey().toString()) + ":[");
      writeRecords(out, partition.getValue());
      write(out, "]");
      before = ",";
    }
    write(out, "}}");
    return out.toByteArray();
  }

  private static void writeRecords(ByteArrayOutputStream out, List<PendingRecord> records) {
    for (int i = 0; i < records.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(records.get(i).json());
    }
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Such as {@code events.rejected-0 to 41, events.rejected-3 to 17}, for messages. */
  @Override
  public String toString() {
    Map<String, Long> last = new LinkedHashMap<>();
    offsets.forEach((partition, offset) -> last.put(partition.toString(), offset.offset() - 1));
    return size() + " records up to " + last;
  }
}
