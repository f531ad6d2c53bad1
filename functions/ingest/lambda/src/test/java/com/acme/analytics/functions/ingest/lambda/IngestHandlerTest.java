package com.acme.analytics.functions.ingest.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class IngestHandlerTest {
  private static final String TWO = "{\"events\":[{\"event\":\"a\"},{\"event\":\"b\"}]}";

  private static IngestPlatform platform;

  @BeforeAll
  static void startPlatform() throws Exception {
    platform = new IngestPlatform();
  }

  @AfterAll
  static void stopPlatform() throws Exception {
    platform.close();
  }

  @Test
  void acceptedEventsAreInKafka() {
    String id = UUID.randomUUID().toString();
    IngestHandler handler = new IngestHandler(platform.config());

    JsonNode answer =
        IngestPlatform.post(
            handler, "{\"events\":[{\"event_id\":\"" + id + "\",\"event\":\"kept\"},{}]}");
    handler.close();

    assertThat(answer.get("statusCode").intValue()).isEqualTo(202);
    assertThat(answer.get("body").stringValue()).startsWith("{\"accepted\":1,\"rejected\":1,");
    assertThat(platform.published(1))
        .filteredOn(event -> event.getEventId().equals(UUID.fromString(id)))
        .singleElement()
        .satisfies(event -> assertThat(event.getCustomerId()).isEqualTo("acme"))
        .satisfies(event -> assertThat(event.getEvent()).isEqualTo("kept"));
  }

  @Test
  void segmentsMessagesAreEventsInKafka() {
    String id = UUID.randomUUID().toString();
    IngestHandler handler = new IngestHandler(platform.config());

    JsonNode answer =
        IngestPlatform.post(
            handler,
            "POST /v1/import/",
            "{\"batch\":[{\"type\":\"page\",\"messageId\":\"" + id + "\",\"userId\":\"u\"}]}");
    handler.close();

    assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    assertThat(answer.get("body").stringValue()).isEqualTo("{\"success\":true}");
    assertThat(platform.published(1))
        .filteredOn(event -> event.getEventId().equals(UUID.fromString(id)))
        .singleElement()
        .satisfies(event -> assertThat(event.getEvent()).isEqualTo("page_view"));
  }

  @Test
  void withoutKafkaTheClientIsToRetrySoon() {
    IngestHandler handler = new IngestHandler(IngestPlatform.config("127.0.0.1:1", "keys"));

    JsonNode answer = IngestPlatform.post(handler, TWO);
    handler.close();

    assertThat(answer.get("statusCode").intValue()).isEqualTo(503);
    assertThat(answer.get("headers").get("retry-after").stringValue()).isEqualTo("2");
    assertThat(answer.get("body").stringValue()).contains("stream_unavailable");
  }

  @Test
  void withoutTheTableOfKeysTheClientIsToRetrySoon() {
    IngestHandler handler = new IngestHandler(IngestPlatform.config("127.0.0.1:1", "absent"));

    JsonNode answer = IngestPlatform.post(handler, TWO);
    handler.close();

    assertThat(answer.get("statusCode").intValue()).isEqualTo(503);
    assertThat(answer.get("body").stringValue()).contains("store_unavailable");
  }

  @Test
  void aSnapshotHoldsNoConnection() {
    Set<Thread> before = producerThreads();
    IngestHandler handler = new IngestHandler(platform.config());
    IngestPlatform.post(handler, TWO);

    handler.beforeCheckpoint(null);

    assertThat(producerThreads()).isEqualTo(before);
  }

  @Test
  void primingNeedsNeitherKafkaNorTheTable() {
    IngestHandler handler = new IngestHandler(IngestPlatform.config("127.0.0.1:1", "absent"));

    handler.beforeCheckpoint(null);

    assertThat(producerThreads()).isEmpty();
  }

  @Test
  void twoClonesOfASnapshotShareNeitherProducerIdNorIdSequence() throws Exception {
    Set<Long> producersBefore = platform.producerIds();
    List<Event> eventsBefore = platform.published(0);
    IngestHandler first = new IngestHandler(platform.config());
    IngestHandler second = new IngestHandler(platform.config());
    first.beforeCheckpoint(null);
    second.beforeCheckpoint(null);
    assertThat(platform.producerIds()).as("priming publishes nothing").isEqualTo(producersBefore);

    first.afterRestore(null);
    second.afterRestore(null);
    for (int i = 0; i < 5; i++) {
      IngestPlatform.post(first, TWO);
      IngestPlatform.post(second, TWO);
    }
    first.close();
    second.close();
    // What is left is what the snapshot held; a third clone of it starts from there.
    first.afterRestore(null);
    IngestPlatform.post(first, TWO);
    first.close();

    Set<Long> producers = new HashSet<>(platform.producerIds());
    producers.removeAll(producersBefore);
    assertThat(producers).hasSize(3);
    List<Event> published = platform.published(eventsBefore.size() + 22);
    assertThat(published).extracting(Event::getEventId).doesNotHaveDuplicates();
  }

  private static Set<Thread> producerThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("kafka-producer-network-thread"));
    return threads;
  }
}
