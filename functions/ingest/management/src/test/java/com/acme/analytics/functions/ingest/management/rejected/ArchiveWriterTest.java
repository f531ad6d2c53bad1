package com.acme.analytics.functions.ingest.management.rejected;

import static com.acme.analytics.functions.ingest.management.rejected.Letters.NOON;
import static com.acme.analytics.functions.ingest.management.rejected.Letters.garbage;
import static com.acme.analytics.functions.ingest.management.rejected.Letters.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveKey;
import com.acme.analytics.functions.ingest.rejected.ArchiveUnavailableException;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import com.acme.analytics.functions.ingest.rejected.DeadLetterLines;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(S3Extension.class)
final class ArchiveWriterTest {
  private static final String NOON_OF_ACME = "acme/2026-03-09/12/schema_violation/";

  private final TestBucket bucket;

  ArchiveWriterTest(TestBucket bucket) {
    this.bucket = bucket;
  }

  @Test
  void eachCustomerHourCodeAndPartitionIsAnObject() {
    RecordedArchiveMetrics metrics =
        bucket.write(
            record(0, 5),
            record(0, 6, letter -> letter.setReceivedAt(NOON.plus(Duration.ofHours(1)))),
            record(0, 7),
            record(0, 8, letter -> letter.setCode("invalid_event")),
            record(0, 9, letter -> letter.setCustomerId("other")),
            record(2, 5));

    assertThat(bucket.keys())
        .containsExactly(
            "acme/2026-03-09/12/invalid_event/" + name(0, 8, 8, 1),
            NOON_OF_ACME + name(0, 5, 7, 2),
            NOON_OF_ACME + name(2, 5, 5, 1),
            "acme/2026-03-09/13/schema_violation/" + name(0, 6, 6, 1),
            "other/2026-03-09/12/schema_violation/" + name(0, 9, 9, 1));
    assertThat(metrics.written).isEqualTo(6);
    assertThat(metrics.objects).isEqualTo(5);
    assertThat(metrics.repeated).isZero();
  }

  @Test
  void aLineHoldsAllOfTheDeadLetter() {
    bucket.write(
        record(
            1,
            9,
            letter -> {
              letter.setEventId("018f3a5e-0000-7000-8000-000000000000");
              letter.setOriginal(Letters.utf8("{\"event\":\"é\"}"));
              letter.setBackfill(true);
            }));

    assertThat(bucket.lines("acme/"))
        .containsExactly(
            "{\"partition\":1,\"offset\":9,"
                + "\"event_id\":\"018f3a5e-0000-7000-8000-000000000000\",\"event\":\"page_view\","
                + "\"code\":\"schema_violation\",\"pointer\":\"/properties/price\","
                + "\"detail\":\"price: text (expected: a number)\","
                + "\"received_at\":\"2026-03-09T12:00:00Z\",\"source\":\"lambda\","
                + "\"truncated\":false,\"whole_request\":false,\"backfill\":true,"
                + "\"client_network\":\"192.0.2.0\",\"user_agent\":\"curl/8.5.0\","
                + "\"original\":\"{\\\"event\\\":\\\"é\\\"}\"}");
  }

  @Test
  void whatIsWrittenIsReadTheSame() {
    RejectedEvent letter =
        Letters.letter(
            changed -> {
              changed.setEvent(null);
              changed.setClientNetwork(null);
              changed.setUserAgent(null);
              changed.setTruncated(true);
              changed.setOriginal(ByteBuffer.wrap(new byte[] {'{', (byte) 0xFF, 0}));
            });

    bucket.write(new KafkaRecord(1, 2, NOON, Letters.encode(letter)));

    var object = bucket.archive().open(bucket.keys().getFirst()).orElseThrow();
    try (DeadLetterLines lines = new DeadLetterLines("acme", object)) {
      assertThat(lines.next()).contains(new DeadLetter(1, 2, letter));
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void aBatchThatComesAgainChangesNothing() {
    KafkaRecord[] batch = records(0, 10);
    bucket.write(batch);
    List<String> before = bucket.keys();

    RecordedArchiveMetrics metrics = bucket.write(batch);

    assertThat(bucket.keys()).isEqualTo(before);
    assertThat(metrics.repeated).isEqualTo(10);
    assertThat(metrics.written + metrics.objects).isZero();
  }

  @Test
  void aBatchThatIsCutOtherwiseAddsOnlyWhatIsMissing() {
    bucket.write(records(10, 20));

    RecordedArchiveMetrics longer = bucket.write(records(10, 25));
    RecordedArchiveMetrics shorter = bucket.write(records(10, 13));
    RecordedArchiveMetrics across = bucket.write(records(13, 30));
    RecordedArchiveMetrics earlier = bucket.write(records(0, 40));

    assertThat(bucket.keys())
        .containsExactly(
            NOON_OF_ACME + name(0, 0, 9, 10),
            NOON_OF_ACME + name(0, 10, 19, 10),
            NOON_OF_ACME + name(0, 20, 24, 5),
            NOON_OF_ACME + name(0, 25, 29, 5),
            NOON_OF_ACME + name(0, 30, 39, 10));
    assertThat(List.of(longer.repeated, shorter.repeated, across.repeated, earlier.repeated))
        .containsExactly(10, 3, 12, 20);
    assertThat(bucket.lines(NOON_OF_ACME)).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void aBatchThatWasHalfWrittenIsCompleted() {
    KafkaRecord[] batch = {
      record(0, 1), record(0, 2, letter -> letter.setCode("invalid_event")), record(0, 3),
    };
    bucket.write(batch);
    bucket.delete(NOON_OF_ACME + name(0, 1, 3, 2));

    RecordedArchiveMetrics metrics = bucket.write(batch);

    assertThat(bucket.keys()).hasSize(2).contains(NOON_OF_ACME + name(0, 1, 3, 2));
    assertThat(metrics.written).isEqualTo(2);
    assertThat(metrics.repeated).isEqualTo(1);
  }

  @Test
  void anUndecodableRecordIsKeptAndHoldsUpNobody() {
    RecordedArchiveMetrics metrics =
        bucket.write(record(0, 1), garbage(0, 2, (byte) 'h', (byte) 'i'), record(0, 3));

    assertThat(metrics.written).isEqualTo(2);
    assertThat(metrics.undecodable).isEqualTo(1);
    assertThat(bucket.keys()).contains("_undecodable/2026-03-09/12/not_avro/" + name(0, 2, 2, 1));
    assertThat(bucket.lines("_undecodable/"))
        .singleElement()
        .asString()
        .startsWith("{\"partition\":0,\"offset\":2,\"timestamp\":\"2026-03-09T12:00:00Z\",")
        .endsWith("\"value_base64\":\"aGk=\"}");
  }

  @Test
  void aRecordCutAnywhereIsUndecodable() {
    byte[] whole = record(0, 0).value();
    List<KafkaRecord> cuts = new ArrayList<>();
    for (int length = 0; length < whole.length; length++) {
      cuts.add(garbage(0, length, Arrays.copyOf(whole, length)));
    }

    RecordedArchiveMetrics metrics = bucket.write(cuts.toArray(KafkaRecord[]::new));

    assertThat(metrics.undecodable).isEqualTo(whole.length);
  }

  @Test
  void aLengthBeyondTheRecordTakesNoMemory() {
    byte[] bomb = Arrays.copyOf(record(0, 0).value(), 16);
    // The customer's id claims to have 2,000,000,000 bytes, in Avro's zigzag.
    byte[] length = {(byte) 0x80, (byte) 0xD0, (byte) 0xAC, (byte) 0xF3, 0x0E};
    System.arraycopy(length, 0, bomb, 10, length.length);

    assertThat(bucket.write(garbage(0, 1, bomb)).undecodable).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../other", "a/b", "_undecodable", "Acme", "a\u0000", "ä"})
  void aCustomerIdThatIsNoneNeverBecomesAPath(String customer) {
    RecordedArchiveMetrics metrics =
        bucket.write(record(0, 1, letter -> letter.setCustomerId(customer)));

    assertThat(metrics.undecodable).isEqualTo(1);
    assertThat(bucket.keys())
        .containsExactly("_undecodable/2026-03-09/12/invalid_field/" + name(0, 1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../other/x", "a/b", "Schema", "a-b", "_a"})
  void aCodeThatIsNoneNeverBecomesAPath(String code) {
    assertThat(bucket.write(record(0, 1, letter -> letter.setCode(code))).undecodable).isEqualTo(1);
    assertThat(bucket.keys()).allMatch(key -> key.startsWith("_undecodable/"));
  }

  @Test
  void anEventIdThatIsNoneAndATimeOfNoFourDigitYearAreUndecodable() {
    RecordedArchiveMetrics metrics =
        bucket.write(
            record(0, 1, letter -> letter.setEventId("\",\"x\":\"")),
            record(0, 2, letter -> letter.setReceivedAt(NOON.plus(Duration.ofDays(4_000_000)))),
            record(0, 3, letter -> letter.setReceivedAt(NOON.minus(Duration.ofDays(40_000)))));

    assertThat(metrics.undecodable).isEqualTo(3);
  }

  @Test
  void aBatchOfTenThousandOfManyCustomersIsArchivedWhole() {
    KafkaRecord[] batch = new KafkaRecord[10_000];
    String original =
        "{\"event\":\"page_view\",\"properties\":{\"x\":\"" + "y".repeat(300) + "\"}}";
    for (int i = 0; i < batch.length; i++) {
      String customer = "customer-" + i % 20;
      batch[i] =
          record(
              i % 3,
              i / 3,
              letter -> {
                letter.setCustomerId(customer);
                letter.setOriginal(Letters.utf8(original));
              });
    }

    RecordedArchiveMetrics metrics = bucket.write(batch);

    assertThat(metrics.written).isEqualTo(10_000);
    assertThat(metrics.objects).isEqualTo(60);
    assertThat(bucket.keys()).hasSize(60).allMatch(key -> ArchiveKey.parse(key).isPresent());
    assertThat(
            bucket.keys().stream()
                .mapToInt(key -> ArchiveKey.parse(key).orElseThrow().count())
                .sum())
        .isEqualTo(10_000);
  }

  @Test
  void whenS3FailsTheBatchFails() {
    ArchiveBucket absent = new ArchiveBucket(bucket.client(), "absent");

    assertThatThrownBy(
            () ->
                new ArchiveWriter(absent, new RecordedArchiveMetrics())
                    .write(KafkaEvents.of(List.of(record(0, 1)))))
        .isInstanceOf(ArchiveUnavailableException.class);
  }

  /** Records of one group, from an offset to before another. */
  private static KafkaRecord[] records(int from, int to) {
    KafkaRecord[] records = new KafkaRecord[to - from];
    for (int i = 0; i < records.length; i++) {
      records[i] = record(0, from + i);
    }
    return records;
  }

  private static String name(int partition, long first, long last, int count) {
    return "%05d-%019d-%019d-%d.ndjson.gz".formatted(partition, first, last, count);
  }
}
