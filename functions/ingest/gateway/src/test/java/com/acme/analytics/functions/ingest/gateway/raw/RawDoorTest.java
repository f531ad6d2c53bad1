package com.acme.analytics.functions.ingest.gateway.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.gateway.GatewayPlatform;
import com.acme.analytics.functions.ingest.limits.EventLimiter;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.DerivedEventIds;
import com.acme.analytics.functions.ingest.pipeline.EventJudge;
import com.acme.analytics.functions.ingest.pipeline.EventStream;
import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Lane;
import com.acme.analytics.functions.ingest.pipeline.StreamRecord;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class RawDoorTest {
  private static final RateLimit LIMIT = RateLimit.ofRate(100);
  private static final DerivedEventIds IDS =
      new DerivedEventIds(new CustomerId("acme"), "kinesis/stream/7");

  private final List<StreamRecord> stored = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private EventLimiter limiter = (credential, events) -> grant(events, events);
  private EventStream stream = (records, trace) -> store(records, records.size());

  @Test
  void idsDeriveFromTheRecordAndTheIndex() throws InterruptedException {
    assertThat(take("{\"events\":[{\"event\":\"a\"},{\"event\":\"b\"}]}")).isTrue();

    assertThat(acceptedIds()).containsExactly(IDS.idOf(0), IDS.idOf(1));
  }

  @Test
  void aSecondReadingOfARecordMakesTheSameEvents() throws InterruptedException {
    take("{\"event\":\"a\"}");
    take("{\"event\":\"a\"}");

    assertThat(stored.get(1).value()).isEqualTo(stored.get(0).value());
  }

  @Test
  void whatTheLimitHoldsBackIsTriedAgainAlone() throws InterruptedException {
    limiter = (credential, events) -> grant(events, Math.min(events, 2));

    assertThat(take(lines(5))).isTrue();

    assertThat(acceptedIds())
        .containsExactly(IDS.idOf(0), IDS.idOf(1), IDS.idOf(2), IDS.idOf(3), IDS.idOf(4));
    assertThat(registry.counter("acme_raw_retries_total").count()).isEqualTo(2);
  }

  @Test
  void whatKafkaDidNotStoreIsTriedAgainAlone() throws InterruptedException {
    List<Integer> tries = new ArrayList<>();
    stream =
        (records, trace) -> {
          tries.add(records.size());
          return store(records, tries.size() == 1 ? 0 : 1);
        };

    assertThat(take(lines(3))).isTrue();

    assertThat(tries).containsExactly(3, 3, 2, 1);
    assertThat(acceptedIds()).containsExactly(IDS.idOf(0), IDS.idOf(1), IDS.idOf(2));
  }

  @Test
  void aBodyThatIsNoBatchIsADeadLetterAndSettled() throws InterruptedException {
    assertThat(take("{\"event\":")).isTrue();

    assertThat(stored).extracting(StreamRecord::lane).containsExactly(Lane.REJECTED);
    assertThat(registry.counter("acme_raw_records_total").count()).isEqualTo(1);
  }

  @Test
  void aRecordThatSaysNotWhoseItIsIsLeftOutAndCounted() throws InterruptedException {
    ConsumerRecord<byte[], byte[]> record = record("{\"event\":\"a\"}");
    record.headers().remove("acme-customer");

    assertThat(door().take(record)).isTrue();

    assertThat(stored).isEmpty();
    assertThat(registry.counter("acme_raw_records_unattributed_total").count()).isEqualTo(1);
  }

  @Test
  void aRecordThatMakesThePipelineFailEachTimeIsLeftOutAndCounted() throws InterruptedException {
    stream =
        (records, trace) -> {
          throw new IllegalStateException("made to fail");
        };

    assertThat(take("{\"event\":\"a\"}")).isTrue();

    assertThat(registry.counter("acme_raw_records_abandoned_total").count()).isEqualTo(1);
  }

  @Test
  void aClosedDoorLeavesARecordUnsettled() throws InterruptedException {
    stream = (records, trace) -> new BitSet();
    RawDoor door = door();
    door.close();

    assertThat(door.take(record("{\"event\":\"a\"}"))).isFalse();
  }

  private boolean take(String body) throws InterruptedException {
    return door().take(record(body));
  }

  private RawDoor door() {
    Ingestion ingestion =
        new Ingestion(
            new BatchReader(new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5))),
            (credential, events) -> limiter.take(credential, events),
            new EventJudge(
                (customer, event, properties) -> new Verdict.NoSchema(),
                new Enrichment(List.of()),
                Duration.ofDays(7)),
            customer -> CustomerSettings.standard(customer, Salt.of(new byte[Salt.BYTES])),
            (records, trace) -> stream.publish(records, trace),
            new Identifiers(new SecureRandom()),
            TrustedProxies.NONE,
            IngestMetrics.NONE);
    return new RawDoor(ingestion, LIMIT, new RawMetrics(registry), IngestMetrics.NONE);
  }

  /** Stores the first records only. */
  private BitSet store(List<StreamRecord> records, int count) {
    int first = Math.min(count, records.size());
    stored.addAll(records.subList(0, first));
    BitSet acknowledged = new BitSet();
    acknowledged.set(0, first);
    return acknowledged;
  }

  private List<UUID> acceptedIds() {
    return stored.stream()
        .map(record -> GatewayPlatform.eventOf(record.value()).getEventId())
        .toList();
  }

  private static Grant grant(int events, int granted) {
    return new Grant(events, granted, 0, Duration.ofMillis(10), LIMIT);
  }

  private static String lines(int count) {
    return "{\"event\":\"a\"}\n".repeat(count);
  }

  private static ConsumerRecord<byte[], byte[]> record(String body) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("acme-customer", "acme".getBytes(StandardCharsets.UTF_8));
    headers.add("acme-id-base", "kinesis/stream/7".getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        "events.raw",
        0,
        7,
        1_800_000_000_000L,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[] {1},
        body.getBytes(StandardCharsets.UTF_8),
        headers,
        Optional.empty());
  }
}
