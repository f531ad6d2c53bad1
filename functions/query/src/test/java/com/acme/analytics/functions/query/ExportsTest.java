package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.query.export.ExportWork;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SqsEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exports of a real lake, written to a real S3. */
class ExportsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Instant FIRST = Instant.parse("2026-03-01T00:30:00Z");
  private static final int ROWS_OF_PART = 3;

  private static LakeFixture lake;
  private static ClickHouseTier away;
  private static EngineFixture<DynamoDbEngine> dynamo;
  private static EngineFixture<SqsEngine> sqs;
  private static EngineFixture<S3Engine> s3;
  private static JobStores stores;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.start();
    away = HotStore.tier(URI.create("http://127.0.0.1:1"), "acme", "password", AnswerLimits.JOB);
    dynamo = EngineFixture.dynamoDb();
    sqs = EngineFixture.sqs();
    s3 = EngineFixture.s3();
    stores = JobStores.of(dynamo.engine(), sqs.engine(), s3.engine());
    stores.create();
  }

  @AfterAll
  static void stop() throws Exception {
    stores.close();
    s3.close();
    sqs.close();
    dynamo.close();
    away.close();
    lake.close();
  }

  @Test
  void thePartsHaveEachEventOfTheSnapshotOnceInOrder() throws Exception {
    CustomerId customer = new CustomerId("parts");
    List<TestEvent> events = events();
    lake.insert(customer, events);
    lake.insert(customer, events.subList(0, 2));
    lake.insert(new CustomerId("other"), List.of(TestEvent.of(FIRST, "/other", Map.of())));

    String id = submitted(customer, "{\"format\": \"csv\", %s, \"columns\": [\"path\", \"n\"]}");
    work(lake.lake());

    Object export = state(customer, id);
    assertThat(PlainJson.at(export, "status")).isEqualTo("succeeded");
    assertThat(PlainJson.at(export, "rows")).isEqualTo((long) events.size());
    assertThat(PlainJson.list(export, "parts").size()).isGreaterThan(3);
    List<String> lines = new ArrayList<>();
    for (String part : files(export)) {
      List<String> ofPart = part.lines().toList();
      assertThat(ofPart.getFirst()).isEqualTo("path,n");
      lines.addAll(ofPart.subList(1, ofPart.size()));
    }
    assertThat(lines)
        .containsExactlyInAnyOrderElementsOf(
            events.stream().map(each -> each.path() + "," + each.properties().get("n")).toList());
    assertThat(lines.subList(7, 12)).containsExactly("/7,7", "/8,8", "/9,9", "/10,10", "/11,11");
  }

  @Test
  void linesAreTheEventsThatFiltersChoose() throws Exception {
    CustomerId customer = new CustomerId("lines");
    List<TestEvent> events = events();
    lake.insert(customer, events);

    String id = submitted(customer, "{\"format\": \"ndjson\", %s, \"filter\": [\"n:ge:9\"]}");
    work(lake.lake());

    List<Object> read =
        files(state(customer, id)).stream()
            .flatMap(String::lines)
            .<Object>map(PlainJson::read)
            .toList();
    assertThat(read).hasSize(3);
    Object last = read.getLast();
    TestEvent expected = events.getLast();
    assertThat(PlainJson.at(last, "event_id")).isEqualTo(expected.id().toString());
    assertThat(PlainJson.at(last, "timestamp")).isEqualTo("2026-03-01T09:00:00.000Z");
    assertThat(PlainJson.at(last, "context", "page", "path")).isEqualTo(expected.path());
    assertThat(PlainJson.at(last, "properties")).isEqualTo(expected.properties());
    assertThat(PlainJson.at(last, "enrichment")).isEqualTo(Map.of("bot", false));
  }

  @Test
  void aWorkerThatTakesAnExportOverGoesOnWithTheNextPart() throws Exception {
    CustomerId customer = new CustomerId("resumed");
    List<TestEvent> events = events();
    lake.insert(customer, events);
    String id = submitted(customer, "{\"format\": \"csv\", %s, \"columns\": [\"path\"]}");
    // Snapshot, hours, and two parts are read; the third never ends.
    StoppedLake stopped = new StoppedLake(lake.lake(), 4);
    Thread dying =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(
                            () -> worker(stopped, ExportWork.MAX_ROWS).work(message(), soon()))
                        .isInstanceOf(InterruptedException.class));
    stopped.reached.await();
    await()
        .atMost(LONG)
        .until(() -> PlainJson.at(state(customer, id), "progress", "parts_done").equals(2L));
    dying.interrupt();
    assertThat(dying.join(LONG)).isTrue();
    // What comes now is not in the snapshot that the export has begun with.
    lake.insert(customer, List.of(TestEvent.of(FIRST, "/late", Map.of("n", 99L))));

    StoppedLake counting = new StoppedLake(lake.lake(), Integer.MAX_VALUE);
    work(counting);

    Object export = state(customer, id);
    assertThat(PlainJson.at(export, "status")).isEqualTo("succeeded");
    int parts = PlainJson.list(export, "parts").size();
    assertThat(counting.statements.get()).isEqualTo(parts - 2);
    assertThat(files(export).stream().flatMap(file -> file.lines().skip(1)))
        .containsExactlyInAnyOrderElementsOf(events.stream().map(TestEvent::path).toList());
  }

  @Test
  void anExportOfNothingHasNoParts() throws Exception {
    CustomerId customer = new CustomerId("nothing");

    String id = submitted(customer, "{\"format\": \"csv\", %s}");
    work(lake.lake());

    Object export = state(customer, id);
    assertThat(PlainJson.at(export, "status")).isEqualTo("succeeded");
    assertThat(PlainJson.list(export, "parts").size()).isZero();
    assertThat(PlainJson.at(export, "rows")).isEqualTo(0L);
  }

  @Test
  void anExportThatIsTooLargeHasFailed() throws Exception {
    CustomerId customer = new CustomerId("large");
    lake.insert(customer, events());
    String id = submitted(customer, "{\"format\": \"csv\", %s}");
    JobMessage message = message();

    assertThat(worker(lake.lake(), 11).work(message, soon())).isTrue();
    stores.delete(message);

    Object export = state(customer, id);
    assertThat(PlainJson.at(export, "status")).isEqualTo("failed");
    assertThat(PlainJson.at(export, "problem", "code")).isEqualTo("query_too_expensive");
  }

  @Test
  void anotherCustomersExportIsNotThereAndNeitherIsAJobOfAnotherKind() throws Exception {
    CustomerId owner = new CustomerId("owner");
    String id = submitted(owner, "{\"format\": \"csv\", %s}");

    assertThat(ask(ExportEndpoint.STATE, new CustomerId("stranger"), id).status()).isEqualTo(404);
    assertThat(ask(ExportEndpoint.CANCEL, new CustomerId("stranger"), id).status()).isEqualTo(404);
    assertThat(
            stores
                .endpoint(Clock.systemUTC())
                .handle(request(JobEndpoint.STATE, owner, Map.of("id", id), ""))
                .status())
        .isEqualTo(404);
    assertThat(
            stores
                .exports(Clock.offset(Clock.systemUTC(), Job.RETENTION.plusSeconds(1)))
                .handle(request(ExportEndpoint.STATE, owner, Map.of("id", id), ""))
                .status())
        .isEqualTo(404);

    Object cancelled = PlainJson.read(ask(ExportEndpoint.CANCEL, owner, id).body());

    assertThat(PlainJson.at(cancelled, "status")).isEqualTo("cancelled");
    work(lake.lake());
    assertThat(PlainJson.at(state(owner, id), "status")).isEqualTo("cancelled");
  }

  @Test
  void aRequestThatCannotBeReadMakesNoJob() {
    HttpResponse refused = submit(new CustomerId("refused"), "{\"format\": \"xml\", %s}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(stores.receive()).isEmpty();
  }

  /** Seven in one hour, five in the hours after. */
  private static List<TestEvent> events() {
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Instant time =
          i < 7
              ? FIRST.plusSeconds(60L * i)
              : Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofHours(i - 2));
      events.add(TestEvent.of(time, "/" + i, Map.of("n", (long) i)));
    }
    return events;
  }

  private static String submitted(CustomerId customer, String template) {
    HttpResponse response = submit(customer, template);
    assertThat(response.status()).isEqualTo(202);
    String id = (String) PlainJson.at(PlainJson.read(response.body()), "export_id");
    assertThat(response.headers().get("location")).isEqualTo("/v2/exports/" + id);
    return id;
  }

  private static HttpResponse submit(CustomerId customer, String template) {
    String body =
        template.formatted("\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-02T00:00:00Z\"");
    return stores
        .exports(Clock.systemUTC())
        .handle(request(ExportEndpoint.SUBMIT, customer, Map.of(), body));
  }

  private static Object state(CustomerId customer, String id) {
    return PlainJson.read(ask(ExportEndpoint.STATE, customer, id).body());
  }

  private static HttpResponse ask(String route, CustomerId customer, String id) {
    return stores.exports(Clock.systemUTC()).handle(request(route, customer, Map.of("id", id), ""));
  }

  private static HttpRequest request(
      String route, CustomerId customer, Map<String, String> path, String body) {
    return new HttpRequest(
        route,
        Map.of("x-api-key", ApiKey.of(customer.value()).reveal()),
        Map.of(),
        path,
        body.getBytes(StandardCharsets.UTF_8),
        "192.0.2.1",
        "request",
        1);
  }

  /** What is behind each part's address, which is as the part is said to be. */
  private static List<String> files(Object export) throws Exception {
    List<String> files = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Object part : PlainJson.list(export, "parts")) {
        byte[] file =
            client
                .send(
                    java.net.http.HttpRequest.newBuilder(
                            URI.create((String) PlainJson.at(part, "url")))
                        .timeout(LONG)
                        .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                .body();
        assertThat((long) file.length).isEqualTo(PlainJson.at(part, "bytes"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
            .isEqualTo(PlainJson.at(part, "sha256"));
        files.add(new String(file, StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static QueryWorker worker(LakeEngine engine, long maxRows) {
    return stores.exporter(away, engine, ROWS_OF_PART, maxRows);
  }

  private static JobMessage message() {
    return await().atMost(LONG).until(stores::receive, Optional::isPresent).orElseThrow();
  }

  /** Does the next job whose lease allows it. */
  private static void work(LakeEngine engine) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              JobMessage message = message();
              boolean done = worker(engine, ExportWork.MAX_ROWS).work(message, soon());
              if (done) {
                stores.delete(message);
              }
              return done;
            });
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(900);
  }

  /** A lake that answers some statements and no more until its thread is interrupted. */
  private static final class StoppedLake implements LakeEngine {
    private final LakeEngine engine;
    private final int answered;
    private final AtomicInteger statements = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);

    StoppedLake(LakeEngine engine, int answered) {
      this.engine = engine;
      this.answered = answered;
    }

    @Override
    public void run(String text, List<String> parameters, Consumer<List<String>> rows) {
      if (statements.incrementAndGet() > answered) {
        reached.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      engine.run(text, parameters, rows);
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
