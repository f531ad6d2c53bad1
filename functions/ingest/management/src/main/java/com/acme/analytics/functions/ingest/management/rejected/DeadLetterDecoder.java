package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.rejected.ArchiveEntry;
import com.acme.analytics.functions.ingest.rejected.ArchiveGroup;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/** Tells dead letters from records that are none. */
final class DeadLetterDecoder {
  /** Two bytes of marker and eight of fingerprint begin an Avro single object. */
  private static final int HEADER_BYTES = 10;

  /** Four digits of a year make the archive's paths sort by time. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private DeadLetterDecoder() {}

  /** The dead letter a record holds, or the record itself where it holds none. */
  static ArchiveEntry decode(KafkaRecord record) {
    RejectedEvent event;
    try {
      event = read(record.value());
    } catch (IOException | AvroRuntimeException e) {
      return new UndecodableRecord(record, "not_avro", String.valueOf(e.getMessage()));
    }
    try {
      requireArchivable(event);
    } catch (IllegalArgumentException e) {
      return new UndecodableRecord(record, "invalid_field", String.valueOf(e.getMessage()));
    }
    return new DeadLetter(record.partition(), record.offset(), event);
  }

  private static RejectedEvent read(byte[] value) throws IOException {
    if (value.length > HEADER_BYTES) {
      // A length within the record that lies beyond its end fails here, before memory is made for
      // it.
      GenericDatumReader.skip(
          RejectedEvent.getClassSchema(),
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
    }
    return RejectedEvent.getDecoder().decode(value);
  }

  /** Customer, time and code become a path, and the id a part of a replayed event. */
  private static void requireArchivable(RejectedEvent event) {
    CustomerId customer = new CustomerId(event.getCustomerId());
    Instant receivedAt = event.getReceivedAt();
    if (receivedAt.isBefore(Instant.EPOCH) || receivedAt.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "received_at: " + receivedAt + " (expected: 1970 to 9999)");
    }
    if (!ArchiveGroup.CODE.matcher(event.getCode()).matches()) {
      throw new IllegalArgumentException(
          "code of %s: \"%s\" (expected: %s)"
              .formatted(customer, event.getCode(), ArchiveGroup.CODE));
    }
    if (!UUID.matcher(event.getEventId()).matches()) {
      throw new IllegalArgumentException(
          "event_id of %s: \"%s\" (expected: a UUID)".formatted(customer, event.getEventId()));
    }
  }
}
