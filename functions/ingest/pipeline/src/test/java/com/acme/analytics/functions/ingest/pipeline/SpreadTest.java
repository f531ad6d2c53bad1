package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.Place;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** Where a large customer's events go, by the partitioner that producers use. */
final class SpreadTest {
  private static final int PARTITIONS = 64;
  private static final int EVENTS = 20_000;
  private static final int USERS = 2_000;

  private final RecordedStream stream = new RecordedStream();
  private final Pipeline pipeline = new Pipeline(stream, new RecordedMetrics());

  @Test
  void oneCustomersEventsSpreadOverPartitionsWhileEachUsersStayInOrder() {
    pipeline.enrichment = hashingUsers();
    Random random = new Random(7);
    int[] perPartition = new int[PARTITIONS];
    Map<String, Integer> partitionOfUser = new HashMap<>();
    Map<String, Long> lastOfUser = new HashMap<>();

    publish(random);
    List<Event> events = stream.events();
    for (int i = 0; i < EVENTS; i++) {
      int partition = partition(stream.published.get(i));
      perPartition[partition]++;
      Event event = events.get(i);
      assertThat(partitionOfUser.putIfAbsent(event.getUserId(), partition)).isIn(null, partition);
      long time = event.getTimestamp().toEpochMilli();
      assertThat(lastOfUser.getOrDefault(event.getUserId(), Long.MIN_VALUE)).isLessThan(time);
      lastOfUser.put(event.getUserId(), time);
    }

    assertThat(partitionOfUser).hasSize(USERS);
    for (int count : perPartition) {
      assertThat(count).isBetween(EVENTS / PARTITIONS / 2, 2 * EVENTS / PARTITIONS);
    }
  }

  @Test
  void oneUserIsInOnePartition() {
    pipeline.enrichment = hashingUsers();
    for (int i = 0; i < 100; i++) {
      submit("{\"event\":\"a\",\"user_id\":\"one\"}");
    }

    assertThat(stream.published.stream().map(SpreadTest::partition).distinct()).hasSize(1);
  }

  @Test
  void eventsWithoutAUserSpreadByTheirId() {
    for (int i = 0; i < 100; i++) {
      submit("{\"event\":\"a\"}\n".repeat(10));
    }

    assertThat(stream.published.stream().map(SpreadTest::partition).distinct())
        .hasSizeGreaterThan(PARTITIONS / 2);
  }

  @Test
  void aNewBucketCountIsANewVersionOfTheKey() {
    pipeline.enrichment = hashingUsers();
    submit("{\"event\":\"a\",\"user_id\":\"one\"}");
    pipeline.buckets = new KeyBuckets(2, 512);
    submit("{\"event\":\"a\",\"user_id\":\"one\"}");

    assertThat(stream.published)
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("acme/1."),
            second -> assertThat(second).startsWith("acme/2."));
  }

  private void publish(Random random) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      String user = "u" + (i < USERS ? i : random.nextInt(USERS));
      lines.append(
          "{\"event\":\"a\",\"user_id\":\"%s\",\"timestamp\":\"%s\"}%n"
              .formatted(user, Batches.RECEIVED_AT.minusMillis(EVENTS - i)));
      if (i % 5_000 == 4_999) {
        submit(lines.toString());
        lines.setLength(0);
      }
    }
  }

  private void submit(String lines) {
    pipeline
        .ingestion()
        .submit(Batches.submission(lines.getBytes(StandardCharsets.UTF_8), BatchFormat.NDJSON));
  }

  /** Of the steps, the key needs the last one. */
  private static Enrichment hashingUsers() {
    return Enrichment.standard(address -> Place.UNKNOWN, TrustedProxies.NONE);
  }

  private static int partition(StreamRecord record) {
    return BuiltInPartitioner.partitionForKey(record.key(), PARTITIONS);
  }
}
