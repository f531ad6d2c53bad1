package com.acme.analytics.functions.ingest.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.rejected.RejectedSearch.Result;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.S3Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** In a real S3. */
class RejectedSearchTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");
  private static final UUID ID = UUID.fromString("018f3a5e-0000-7000-8000-000000000000");
  private static final JsonFactory JSON = new JsonFactory();
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private static EngineFixture<S3Engine> engine;
  private static S3Client client;

  private ArchiveBucket bucket;
  private long offset;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineFixture.s3();
    System.setProperty("aws.endpointUrlS3", engine.engine().url().toString());
    client = ArchiveClient.open();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    engine.close();
  }

  @BeforeEach
  void makeBucket() {
    String name = "rejected-" + BUCKETS.incrementAndGet();
    client.createBucket(request -> request.bucket(name));
    bucket = new ArchiveBucket(client, name);
  }

  @Test
  void theNewestDeadLetterOfTheEventIsFound() {
    archive("acme", ID, "invalid_event", NOON.minus(Duration.ofDays(3)));
    archive("acme", ID, "schema_violation", NOON.minus(Duration.ofDays(2)).minusSeconds(60));
    archive("acme", ID, "invalid_event", NOON.minus(Duration.ofDays(2)).minusSeconds(90));
    archive("acme", UUID.randomUUID(), "schema_violation", NOON.minusSeconds(60));

    Result result = search(NOON.minus(Duration.ofDays(30)), 100);

    assertThat(result.letter().orElseThrow().event().getCode()).isEqualTo("schema_violation");
    assertThat(result.from()).isBeforeOrEqualTo(NOON.minus(Duration.ofDays(2)).minusSeconds(60));
  }

  @Test
  void nothingOfTheRangeIsLeftOutAndNothingOfAnotherCustomerIsRead() {
    archive("other", ID, "schema_violation", NOON.minusSeconds(60));
    archive("acme2", ID, "schema_violation", NOON.minusSeconds(60));
    archive("acme", UUID.randomUUID(), "schema_violation", NOON.minusSeconds(60));

    Result result = search(NOON.minus(Duration.ofDays(30)), 100);

    assertThat(result.letter()).isEmpty();
    assertThat(result.from()).isEqualTo(NOON.minus(Duration.ofDays(30)));
  }

  @Test
  void aSpentBudgetSaysHowFarBackWasSearched() {
    archive("acme", ID, "schema_violation", NOON.minus(Duration.ofHours(3)));
    archive("acme", UUID.randomUUID(), "schema_violation", NOON.minus(Duration.ofHours(2)));
    archive("acme", UUID.randomUUID(), "schema_violation", NOON.minus(Duration.ofHours(1)));

    Result result = search(NOON.minus(Duration.ofDays(1)), 2);

    assertThat(result.letter()).isEmpty();
    assertThat(result.from()).isEqualTo(NOON.minus(Duration.ofHours(2)));
  }

  private Result search(Instant from, int objects) {
    ScanLimits limits = new ScanLimits(100, objects, 0, Duration.ofMinutes(1));
    return new RejectedSearch(bucket)
        .newest(CUSTOMER, ID, from, NOON, new ScanBudget(limits, System::nanoTime));
  }

  private void archive(String customer, UUID id, String code, Instant receivedAt) {
    RejectedEvent event = new RejectedEvent();
    event.setCustomerId(customer);
    event.setEventId(id.toString());
    event.setCode(code);
    event.setPointer("");
    event.setDetail("");
    event.setOriginal(ByteBuffer.wrap(new byte[0]));
    event.setReceivedAt(receivedAt);
    event.setSource("lambda");
    DeadLetter letter = new DeadLetter(1, offset++, event);
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(object);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), gzip)) {
      letter.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ArchiveKey key = new ArchiveKey(letter.group(), 1, letter.offset(), letter.offset(), 1);
    bucket.put(key.text(), object.toByteArray());
  }
}
