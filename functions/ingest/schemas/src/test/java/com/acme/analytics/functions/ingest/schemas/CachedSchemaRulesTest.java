package com.acme.analytics.functions.ingest.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.schemas.Verdict.NoSchema;
import com.acme.analytics.functions.ingest.schemas.Verdict.Valid;
import com.acme.analytics.functions.ingest.schemas.Verdict.Violation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SchemaStore.class)
final class CachedSchemaRulesTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final String NAMED = "{\"required\":[\"name\"]}";
  private static final Violation MISSING =
      new Violation(1, Mode.ENFORCE, "/name", "/name: missing (expected: required)");

  private final Queue<Runnable> background = new ArrayDeque<>();
  private Duration now = Duration.ofDays(400);
  private WatchedDynamo dynamo;
  private SchemasApi api;
  private CachedSchemaRules rules;

  @BeforeEach
  void makeTable(WatchedDynamo table) {
    dynamo = table;
    api = new SchemasApi(table.schemas());
    rules = new CachedSchemaRules(table.schemas(), () -> now.toNanos(), background::add);
  }

  @Test
  void anEventIsJudgedByItsOwnSchema() {
    api.put("signup", 1, NAMED);

    assertThat(check("{}")).isEqualTo(MISSING);
    assertThat(check("{\"name\":1}")).isEqualTo(new Valid(1));
    assertThat(rules.check(ACME, "login", "{}")).isEqualTo(new NoSchema());
    assertThat(rules.check(new CustomerId("other"), "signup", "{}")).isEqualTo(new NoSchema());
  }

  @Test
  void theNewestVersionIsInForceInItsMode() {
    api.put("signup", 1, NAMED);
    assertThat(check("{}")).isEqualTo(MISSING);

    api.put(
        SchemasApi.KEY,
        "signup",
        2,
        "{\"mode\":\"warn\",\"compatibility\":\"none\",\"schema\":{\"maxProperties\":0}}");
    now = now.plus(CachedSchemaRules.STALENESS);
    assertThat(check("{\"name\":1}"))
        .isEqualTo(
            new Violation(2, Mode.WARN, "", "properties: an object (expected: at most 0 members)"));

    api.put("signup", 2, "off", "{\"maxProperties\":0}");
    now = now.plus(CachedSchemaRules.STALENESS);
    assertThat(check("{\"name\":1}")).isEqualTo(new NoSchema());
  }

  @Test
  void manyEventsCostOneLook() {
    for (int i = 0; i < 1_000; i++) {
      check("{}");
    }

    assertThat(dynamo.calls).containsExactly("get #newest");
  }

  @Test
  void aChangeHoldsAfterAMinuteAtTheLatest() {
    check("{}");
    api.put("signup", 1, NAMED);

    now = now.plus(CachedSchemaRules.REFRESH).minusMillis(1);
    assertThat(check("{}")).isEqualTo(new NoSchema());
    assertThat(background).isEmpty();
    now = now.plus(CachedSchemaRules.STALENESS).minus(CachedSchemaRules.REFRESH).plusMillis(1);
    assertThat(check("{}")).isEqualTo(MISSING);
  }

  @Test
  void schemasAreReadAgainInTheBackgroundWithoutKeepingAnybodyWaiting() {
    check("{}");
    api.put("signup", 1, NAMED);
    dynamo.calls.clear();

    now = now.plus(CachedSchemaRules.REFRESH);
    assertThat(check("{}")).isEqualTo(new NoSchema());
    assertThat(check("{}")).isEqualTo(new NoSchema());
    assertThat(dynamo.calls).isEmpty();
    runBackground();
    assertThat(check("{}")).isEqualTo(MISSING);
    assertThat(dynamo.calls).containsExactly("get #newest", "batch of 1");
  }

  @Test
  void onlyWhatChangedIsReadAndCompiledAgain() {
    api.put("signup", 1, NAMED);
    api.put("login", 1, NAMED);
    check("{}");
    api.put("login", 2, "{}");
    dynamo.calls.clear();

    now = now.plus(CachedSchemaRules.STALENESS);
    check("{}");
    now = now.plus(CachedSchemaRules.STALENESS);
    check("{}");

    assertThat(dynamo.calls).containsExactly("get #newest", "batch of 1", "get #newest");
    assertThat(rules.check(ACME, "login", "{}")).isEqualTo(new Valid(2));
    assertThat(check("{}")).isEqualTo(MISSING);
  }

  @Test
  void theLastSchemasHoldThroughAnOutageButNotForEver() {
    api.put("signup", 1, NAMED);
    check("{}");
    dynamo.reachable = false;
    dynamo.calls.clear();

    now = now.plus(CachedSchemaRules.STALENESS);
    for (int i = 0; i < 100; i++) {
      assertThat(check("{}")).isEqualTo(MISSING);
    }
    assertThat(dynamo.calls).as("not asked again at once").hasSize(1);
    now = now.plus(CachedSchemaRules.RETRY);
    assertThat(check("{}")).isEqualTo(MISSING);
    assertThat(dynamo.calls).hasSize(2);

    now = now.plus(CachedSchemaRules.OUTAGE);
    assertUnavailable();
    dynamo.reachable = true;
    assertThat(check("{}")).isEqualTo(MISSING);
  }

  @Test
  void withoutAnySchemasReadNobodyCanTell() {
    dynamo.reachable = false;
    assertUnavailable();

    dynamo.reachable = true;
    assertThat(check("{}")).isEqualTo(new NoSchema());
  }

  private Verdict check(String properties) {
    return rules.check(ACME, "signup", properties);
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> check("{}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }
}
