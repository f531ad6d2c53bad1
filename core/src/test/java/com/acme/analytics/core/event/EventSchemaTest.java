package com.acme.analytics.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

final class EventSchemaTest {
  private static final Event EVENT =
      Event.newBuilder()
          .setCustomerId("acme")
          .setEventId(UUID.fromString("018f3a52-7c1e-7d7a-9c3b-1f2e3d4c5b6a"))
          .setEvent("page_view")
          .setTimestamp(Instant.parse("2015-05-17T10:05:03.125Z"))
          .setReceivedAt(Instant.parse("2015-05-17T10:05:04Z"))
          .setUserId("ü")
          .build();

  @Test
  void anEventSurvivesTheWire() throws Exception {
    assertThat(Event.getDecoder().decode(Event.getEncoder().encode(EVENT))).isEqualTo(EVENT);
  }

  @Test
  void everyMessageCarriesItsSchemasFingerprint() throws Exception {
    ByteBuffer encoded = Event.getEncoder().encode(EVENT);
    byte[] marker = new byte[2];
    byte[] fingerprint = new byte[8];
    encoded.get(marker).get(fingerprint);

    assertThat(marker).containsExactly(0xC3, 0x01);
    assertThat(fingerprint)
        .isEqualTo(SchemaNormalization.parsingFingerprint("CRC-64-AVRO", Event.getClassSchema()));
  }
}
