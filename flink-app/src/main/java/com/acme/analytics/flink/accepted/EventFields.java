package com.acme.analytics.flink.accepted;

import com.acme.analytics.core.event.Event;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * Reads some fields of events and skips the others, whatever known schema they were written with.
 */
public final class EventFields {
  private EventFields() {}

  /**
   * A decoder of Avro single objects, for one thread.
   *
   * @param names of the fields, in the order in which its records have them
   */
  public static BinaryMessageDecoder<GenericRecord> decoder(List<String> names) {
    // A GenericData of its own has no conversions: the id stays bytes and times stay numbers.
    return new BinaryMessageDecoder<>(new GenericData(), schemaOf(names), WriterSchemas.store());
  }

  private static Schema schemaOf(List<String> names) {
    Schema event = Event.getClassSchema();
    List<Schema.Field> fields =
        names.stream()
            .map(event::getField)
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(event.getName(), null, event.getNamespace(), false, fields);
  }
}
