package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.query.job.Claim;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobKind;
import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.functions.query.job.JobProgress;
import com.acme.analytics.functions.query.job.JobResult;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SqsEngine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a real DynamoDB, SQS, S3 and ClickHouse. */
class QueryJobsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String SLEEPING =
      "SELECT count() FROM system.processes WHERE query LIKE 'SELECT sleepEachRow%'";

  private static HotStore hot;
  private static ClickHouseTier tier;
  private static EngineFixture<DynamoDbEngine> dynamo;
  private static EngineFixture<SqsEngine> sqs;
  private static EngineFixture<S3Engine> s3;
  private static JobStores stores;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws Exception {
    hot = HotStore.start();
    tier = HotStore.tier(hot.engine().engine().url(), "acme", hot.password(), AnswerLimits.JOB);
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
    tier.close();
    hot.close();
  }

  @Test
  void aJobHasTheRowsOfItsQueryInPages() throws Exception {
    CustomerId customer = new CustomerId("pages");
    List<TestEvent> events = new ArrayList<>();
    Instant hour = Instant.now().minus(Duration.ofHours(1));
    for (int i = 0; i < 5_001; i++) {
      events.add(TestEvent.of(hour, "/%05d".formatted(i), Map.of()));
    }
    hot.insert(customer, events);

    HttpResponse submitted =
        submit(customer, "{\"dimensions\": [\"path\"], \"order\": [\"path\"], \"limit\": 10000}");
    Object queued = PlainJson.read(submitted.body());
    String location = submitted.headers().get("location");
    assertThat(submitted.status()).isEqualTo(202);
    assertThat(PlainJson.at(queued, "status")).isEqualTo("queued");
    assertThat(location).isEqualTo("/v2/query/jobs/" + PlainJson.at(queued, "job_id"));
    assertThat(work(new EmptyStore())).isTrue();

    String id = (String) PlainJson.at(queued, "job_id");
    Object job = state(customer, id);
    assertThat(PlainJson.at(job, "status")).isEqualTo("succeeded");
    assertThat(PlainJson.at(job, "progress")).isEqualTo(Map.of("slices_done", 1L, "slices", 1L));
    assertThat(PlainJson.at(job, "result"))
        .isEqualTo(Map.of("href", location + "/result", "pages", 2L, "rows", 5_001L));
    Object first = PlainJson.read(result(customer, id, "1").body());
    Object second = PlainJson.read(result(customer, id, "2").body());
    assertThat(PlainJson.list(first, "rows")).hasSize(5_000);
    assertThat((Object) PlainJson.list(first, "rows").getFirst()).isEqualTo(List.of("/00000", 1L));
    assertThat(PlainJson.list(second, "rows")).isEqualTo(List.of(List.of("/05000", 1L)));
    assertThat(PlainJson.at(second, "columns")).isEqualTo(PlainJson.at(first, "columns"));
    assertThat(PlainJson.at(second, "meta")).isEqualTo(PlainJson.at(first, "meta"));
    assertThat(result(customer, id, "3").status()).isEqualTo(404);
    assertThat(result(customer, id, "0").status()).isEqualTo(400);
  }

  @Test
  void aStatementsJobHasTheColumnsOfItsSelect() throws Exception {
    CustomerId customer = new CustomerId("statement");
    Instant hour = Instant.now().minus(Duration.ofHours(1));
    hot.insert(customer, List.of(TestEvent.of(hour, "/", Map.of("bytes", 5L))));

    HttpResponse submitted =
        submit(
            customer,
            "{\"sql\": \"SELECT sum(bytes) AS b, path AS page FROM events GROUP BY path\"}");
    assertThat(submitted.status()).isEqualTo(202);
    assertThat(work(new EmptyStore())).isTrue();

    String id = (String) PlainJson.at(PlainJson.read(submitted.body()), "job_id");
    Object page = PlainJson.read(result(customer, id, "1").body());
    assertThat(PlainJson.text(PlainJson.at(page, "columns")))
        .isEqualTo(
            "[{\"name\":\"b\",\"type\":\"number\"},{\"name\":\"page\",\"type\":\"string\"}]");
    assertThat(PlainJson.list(page, "rows")).isEqualTo(List.of(List.of(5L, "/")));
  }

  @Test
  void aQueryThatCannotBeReadIsRefusedAndMakesNoJob() {
    CustomerId customer = new CustomerId("refused");

    assertThat(submit(customer, "{\"measures\": [\"many\"]}").status()).isEqualTo(400);
    assertThat(submit(customer, "{\"measures\": 1}").status()).isEqualTo(400);
    assertThat(submit(customer, "{\"sql\": \"SELECT * FROM users\"}").status()).isEqualTo(400);
    assertThat(submit(customer, "{").status()).isEqualTo(400);
    assertThat(submit(customer, "[]").status()).isEqualTo(400);
    assertThat(stores.receive()).isEmpty();
  }

  @Test
  void aCancelledJobsStatementStopsOnItsServer() throws Exception {
    CustomerId customer = new CustomerId("cancelled");
    String id = submitted(customer);
    CompletableFuture<Boolean> working = workAside(new SlowStore(tier));
    await().atMost(LONG).until(() -> hot.value(SLEEPING).equals("1"));
    await()
        .atMost(LONG)
        .until(
            () ->
                PlainJson.at(state(customer, id), "progress")
                    .equals(Map.of("slices_done", 1L, "slices", 2L)));
    assertThat(result(customer, id, "1").status()).isEqualTo(409);

    HttpResponse cancelled = ask(JobEndpoint.CANCEL, customer, id, Map.of());

    assertThat(PlainJson.at(PlainJson.read(cancelled.body()), "status")).isEqualTo("cancelled");
    assertThat(working.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    await().atMost(LONG).until(() -> hot.value(SLEEPING).equals("0"));
    assertThat(PlainJson.at(state(customer, id), "status")).isEqualTo("cancelled");
    assertThat(result(customer, id, "1").status()).isEqualTo(409);
  }

  @Test
  void theJobOfAWorkerThatIsKilledIsDoneByAnother() throws Exception {
    CustomerId customer = new CustomerId("killed");
    String id = submitted(customer);
    JobMessage message = message();
    Process doomed =
        DoomedWorker.start(
            dynamo.engine(),
            sqs.engine(),
            s3.engine(),
            hot,
            message,
            directory.resolve("doomed.log").toFile());
    try {
      await()
          .atMost(LONG)
          .until(() -> PlainJson.at(state(customer, id), "status").equals("running"));
      await().atMost(LONG).until(() -> hot.value(SLEEPING).equals("1"));
    } finally {
      doomed.destroyForcibly().waitFor();
    }

    await().atMost(LONG).until(() -> work(new EmptyStore()));

    assertThat(PlainJson.at(state(customer, id), "status")).isEqualTo("succeeded");
    assertThat(job(customer, id).attempt()).isEqualTo(2);
    await().atMost(LONG).until(() -> hot.value(SLEEPING).equals("0"));
  }

  @Test
  void aJobThatEndsEachOfItsWorkersHasFailed() throws Exception {
    CustomerId customer = new CustomerId("poison");
    String id = submitted(customer);
    for (int attempt = 1; attempt <= JobKind.QUERY.maxAttempts(); attempt++) {
      assertThat(claim(customer, id)).isInstanceOf(Claim.Taken.class);
    }

    assertThat(work(new EmptyStore())).isTrue();

    Object job = state(customer, id);
    assertThat(PlainJson.at(job, "status")).isEqualTo("failed");
    assertThat(PlainJson.at(PlainJson.at(job, "problem"), "code")).isEqualTo("query_too_expensive");
  }

  @Test
  void aStoreThatIsAwayIsAskedAgainAndInTheEndTheJobHasFailed() throws Exception {
    CustomerId customer = new CustomerId("away");
    String id = submitted(customer);
    try (ClickHouseTier away =
        HotStore.tier(URI.create("http://127.0.0.1:1"), "acme", "password", AnswerLimits.JOB)) {
      QueryWorker worker = stores.worker(away, new AbsentStore());
      for (int attempt = 1; attempt < JobKind.QUERY.maxAttempts(); attempt++) {
        assertThat(worker.work(message(), soon())).isFalse();
        assertThat(PlainJson.at(state(customer, id), "status")).isEqualTo("queued");
      }
      JobMessage last = message();
      assertThat(worker.work(last, soon())).isTrue();
      stores.delete(last);
    }

    Object job = state(customer, id);
    assertThat(PlainJson.at(job, "status")).isEqualTo("failed");
    assertThat(PlainJson.at(PlainJson.at(job, "problem"), "code")).isEqualTo("store_unavailable");
  }

  @Test
  void ofTwoWorkersOnlyTheLaterEndsTheJob() throws Exception {
    CustomerId customer = new CustomerId("two");
    String id = submitted(customer);
    stores.delete(message());
    Job first = ((Claim.Taken) claim(customer, id)).job();
    Job second = ((Claim.Taken) claim(customer, id)).job();
    JobProgress progress = new JobProgress(1, 1);

    assertThat(stores.table().renew(first, progress, Instant.now())).isFalse();
    assertThat(stores.table().succeed(first, progress, new JobResult(1, 1), Instant.now()))
        .isFalse();
    assertThat(stores.table().fail(first, new Problem(ErrorCode.INTERNAL, "x"), Instant.now()))
        .isFalse();
    assertThat(stores.table().succeed(second, progress, new JobResult(2, 2), Instant.now()))
        .isTrue();
    assertThat(stores.table().succeed(second, progress, new JobResult(3, 3), Instant.now()))
        .isFalse();
    assertThat(job(customer, id).result()).contains(new JobResult(2, 2));
  }

  @Test
  void whileAWorkerIsAliveNoOtherBeginsItsJob() throws Exception {
    CustomerId customer = new CustomerId("busy");
    String id = submitted(customer);
    Instant now = Instant.now();
    assertThat(stores.table().claim(customer, UUID.fromString(id), now, now.plusSeconds(3)))
        .isInstanceOf(Claim.Taken.class);

    assertThat(stores.worker(tier, new EmptyStore()).work(message(), soon())).isFalse();
    assertThat(job(customer, id).attempt()).isEqualTo(1);

    await().atMost(LONG).until(() -> work(new EmptyStore()));
    assertThat(job(customer, id).attempt()).isEqualTo(2);
  }

  @Test
  void anExpiredJobIsNotThereThoughNobodyHasSweptIt() throws Exception {
    CustomerId customer = new CustomerId("expired");
    String id = submitted(customer);
    assertThat(work(new EmptyStore())).isTrue();
    assertThat(result(customer, id, "1").status()).isEqualTo(200);
    JobEndpoint tomorrow =
        stores.endpoint(Clock.offset(Clock.systemUTC(), Job.RETENTION.plusSeconds(1)));

    for (String route : List.of(JobEndpoint.STATE, JobEndpoint.RESULT, JobEndpoint.CANCEL)) {
      assertThat(ask(tomorrow, route, customer, id, Map.of()).status()).isEqualTo(404);
    }
    Instant later = Instant.now().plus(Job.RETENTION).plusSeconds(1);
    assertThat(stores.table().claim(customer, UUID.fromString(id), later, later))
        .isInstanceOf(Claim.Over.class);
  }

  @Test
  void anotherCustomersJobIsNotThere() throws Exception {
    CustomerId owner = new CustomerId("owner");
    CustomerId stranger = new CustomerId("stranger");
    String id = submitted(owner);

    for (String route : List.of(JobEndpoint.STATE, JobEndpoint.RESULT, JobEndpoint.CANCEL)) {
      assertThat(ask(route, stranger, id, Map.of()).status()).isEqualTo(404);
      assertThat(ask(route, stranger, "no-id", Map.of()).status()).isEqualTo(404);
    }

    assertThat(PlainJson.at(state(owner, id), "status")).isEqualTo("queued");
    assertThat(work(new EmptyStore())).isTrue();
    assertThat(result(owner, id, "1").status()).isEqualTo(200);
    assertThat(result(stranger, id, "1").status()).isEqualTo(404);
  }

  /** Over twenty days, so that the hot tier can't answer alone. */
  private static String submitted(CustomerId customer) {
    HttpResponse response =
        submit(customer, "{\"from\": \"%s\"}".formatted(Instant.now().minus(Duration.ofDays(20))));
    assertThat(response.status()).isEqualTo(202);
    return (String) PlainJson.at(PlainJson.read(response.body()), "job_id");
  }

  private static HttpResponse submit(CustomerId customer, String body) {
    return stores
        .endpoint(Clock.systemUTC())
        .handle(request(JobEndpoint.SUBMIT, customer, Map.of(), Map.of(), body));
  }

  private static Object state(CustomerId customer, String id) {
    return PlainJson.read(ask(JobEndpoint.STATE, customer, id, Map.of()).body());
  }

  private static HttpResponse result(CustomerId customer, String id, String page) {
    return ask(JobEndpoint.RESULT, customer, id, Map.of("page", page));
  }

  private static HttpResponse ask(
      String route, CustomerId customer, String id, Map<String, String> query) {
    return ask(stores.endpoint(Clock.systemUTC()), route, customer, id, query);
  }

  private static HttpResponse ask(
      JobEndpoint endpoint,
      String route,
      CustomerId customer,
      String id,
      Map<String, String> query) {
    return endpoint.handle(request(route, customer, query, Map.of("id", id), ""));
  }

  private static HttpRequest request(
      String route,
      CustomerId customer,
      Map<String, String> query,
      Map<String, String> path,
      String body) {
    return new HttpRequest(
        route,
        Map.of("x-api-key", ApiKey.of(customer.value()).reveal()),
        query,
        path,
        body.getBytes(StandardCharsets.UTF_8),
        "192.0.2.1",
        "request",
        1);
  }

  private static Job job(CustomerId customer, String id) {
    return stores.table().find(customer, UUID.fromString(id), Instant.now()).orElseThrow();
  }

  /** As a worker does whose lease ends at once. */
  private static Claim claim(CustomerId customer, String id) {
    Instant now = Instant.now();
    return stores.table().claim(customer, UUID.fromString(id), now, now);
  }

  private static JobMessage message() {
    return await().atMost(LONG).until(stores::receive, Optional::isPresent).orElseThrow();
  }

  private static boolean work(TierStore other) throws InterruptedException {
    JobMessage message = message();
    boolean done = stores.worker(tier, other).work(message, soon());
    if (done) {
      stores.delete(message);
    }
    return done;
  }

  private static CompletableFuture<Boolean> workAside(TierStore other) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work(other);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(900);
  }

  /** A tier that has nothing. */
  private record EmptyStore() implements TierStore {
    @Override
    public void read(
        CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
      // It has nothing.
    }

    @Override
    public String statement(CustomerId customer, Query query, TimeRange range) {
      return "";
    }

    @Override
    public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
      return OptionalLong.empty();
    }
  }

  /** A tier that can't be reached. */
  private record AbsentStore() implements TierStore {
    @Override
    public void read(
        CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
      throw new ProblemException(new Problem(ErrorCode.STORE_UNAVAILABLE, "away"));
    }

    @Override
    public String statement(CustomerId customer, Query query, TimeRange range) {
      return "";
    }

    @Override
    public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
      return OptionalLong.empty();
    }
  }
}
