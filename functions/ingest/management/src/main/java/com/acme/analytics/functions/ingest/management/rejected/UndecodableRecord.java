package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.rejected.ArchiveEntry;
import com.acme.analytics.functions.ingest.rejected.ArchiveGroup;
import tools.jackson.core.JsonGenerator;

/**
 * A record that is no dead letter. It is kept as it is, for an engineer to look at: a partition
 * must not wait for it.
 *
 * @param reason {@code not_avro} or {@code invalid_field}
 * @param detail what was found
 */
record UndecodableRecord(KafkaRecord record, String reason, String detail) implements ArchiveEntry {

  @Override
  public ArchiveGroup group() {
    return new ArchiveGroup(ArchiveGroup.UNDECODABLE, record.timestamp(), reason);
  }

  @Override
  public int partition() {
    return record.partition();
  }

  @Override
  public long offset() {
    return record.offset();
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("partition", record.partition());
    json.writeNumberProperty("offset", record.offset());
    json.writeStringProperty("timestamp", record.timestamp().toString());
    json.writeStringProperty("detail", detail);
    json.writeName("value_base64");
    json.writeBinary(record.value());
    json.writeEndObject();
  }
}
