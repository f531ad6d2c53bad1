package com.acme.analytics.functions.ingest.management.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KafkaEventReaderTest {
  @Test
  void anEventAsAwsDocumentsItIsRead() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("msk-event.json")) {
      assertThat(read(in))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.partition()).isZero();
                assertThat(record.offset()).isEqualTo(15);
                assertThat(record.timestamp()).isEqualTo(Instant.parse("2018-12-17T22:10:50.987Z"));
                assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .isEqualTo("Hello, this is a test.");
              });
    }
  }

  @Test
  void aRecordWithoutValueIsEmpty() {
    assertThat(read("{\"records\":{\"t-0\":[{\"partition\":1,\"offset\":2,\"value\":null}]}}"))
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isEmpty());
  }

  @Test
  void aPartitionWrittenAsTextIsANumber() {
    assertThat(read("{\"records\":{\"t-7\":[{\"partition\":\"7\",\"offset\":2}]}}"))
        .extracting(KafkaRecord::partition)
        .containsExactly(7);
  }

  @Test
  void whatIsNoSuchEventIsRefused() {
    assertThatThrownBy(() -> read("{\"Records\":[]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("records: missing (expected: the event of an MSK event source)");
    assertThatThrownBy(() -> read("{\"records\":{\"t-0\":[{\"offset\":2}]}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("record: partition -1, offset 2 (expected: both >= 0)");
  }

  private static List<KafkaRecord> read(String json) {
    return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<KafkaRecord> read(InputStream in) {
    List<KafkaRecord> records = new ArrayList<>();
    KafkaEventReader.read(in, records::add);
    return records;
  }
}
