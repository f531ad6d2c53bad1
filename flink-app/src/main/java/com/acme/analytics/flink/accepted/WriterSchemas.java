package com.acme.analytics.flink.accepted;

import com.acme.analytics.core.event.Event;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * The schemas that an event on Kafka may have been written with. Fields are only ever appended, so
 * an earlier version is the beginning of today's, and the number of its fields names it.
 */
public final class WriterSchemas {
  private static final List<Integer> FIELDS_OF_EARLIER_VERSIONS = List.of(22, 29);

  private WriterSchemas() {}

  /** Today's schema and all that came before it, by their fingerprints. */
  public static SchemaStore store() {
    SchemaStore.Cache known = new SchemaStore.Cache();
    Schema today = Event.getClassSchema();
    known.addSchema(today);
    for (int fields : FIELDS_OF_EARLIER_VERSIONS) {
      known.addSchema(beginning(today, fields));
    }
    return known;
  }

  private static Schema beginning(Schema event, int count) {
    List<Schema.Field> fields =
        event.getFields().subList(0, count).stream()
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(event.getName(), null, event.getNamespace(), false, fields);
  }
}
