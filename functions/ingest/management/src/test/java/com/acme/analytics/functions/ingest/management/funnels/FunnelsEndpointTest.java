package com.acme.analytics.functions.ingest.management.funnels;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.functions.definitions.DefinitionTopic;
import com.acme.analytics.functions.ingest.management.definitions.KafkaDefinitionTopic;
import com.acme.analytics.functions.ingest.management.funnels.FunnelsApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On a real DynamoDB and a real Kafka; each test has customers of its own. */
final class FunnelsEndpointTest {
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:42Z");
  private static final String PURCHASE =
      """
      {"name": "Purchase", "window": "PT24H", "breakdown": "plan", "steps": [
        {"event": "page_view", "filters": ["country:eq:DE", "path:in:/a|/b"]},
        {"event": "purchase", "filters": ["cart.total:ge:10", "plan:ne:free"]}]}
      """;

  private static DefinedFunnels engines;

  private final String customer = "c-" + UUID.randomUUID();
  private final String key = customer + ":manage";
  private Instant now = NOW;
  private final FunnelsApi api = new FunnelsApi(engines.dynamo, engines.topic(), () -> now);

  FunnelsEndpointTest() {
    engines.create(customer);
  }

  @BeforeAll
  static void start() throws Exception {
    engines = DefinedFunnels.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engines.close();
  }

  @Test
  void aFunnelIsAnsweredOnceTheStreamHasIt() {
    Answer answer = api.post(key, PURCHASE);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"id": "%s", "active_from": "2026-03-09T10:02:00Z", "name": "Purchase",
                     "steps": [
                       {"event": "page_view", "filters": ["country:eq:DE", "path:in:/a|/b"]},
                       {"event": "purchase", "filters": ["cart.total:ge:10", "plan:ne:free"]}],
                     "window": "PT24H", "breakdown": "plan"}
                    """
                        .formatted(answer.id())));
    Map<String, Optional<String>> published = engines.published(customer);
    assertThat(published).containsOnlyKeys(customer + "/funnel/" + answer.id());
    Funnel funnel = Funnel.fromJson(published.values().iterator().next().orElseThrow());
    assertThat(funnel.id()).hasToString(answer.id());
    assertThat(funnel.customer()).hasToString(customer);
    assertThat(funnel.activeFrom()).isEqualTo("2026-03-09T10:02:00Z");
    assertThat(api.list(key).body().path("funnels").values()).containsExactly(answer.body());
  }

  @Test
  void theSameRequestAgainIsTheSameFunnel() {
    Answer first = api.post(key, PURCHASE);
    now = NOW.plusSeconds(300);

    assertThat(api.post(key, PURCHASE)).isEqualTo(new Answer(200, first.body()));
    assertThat(api.post(key, PURCHASE.replace("PT24H", "PT25H")).status()).isEqualTo(201);
    assertThat(api.list(key).body().path("funnels")).hasSize(2);
  }

  @Test
  void aSilentKafkaIs503AndTheSameRequestLaterIsFollowedFromThenOn() {
    try (Producer<byte[], byte[]> nowhere = DefinedFunnels.producer("127.0.0.1:1")) {
      FunnelsApi silent =
          new FunnelsApi(
              engines.dynamo, new KafkaDefinitionTopic(nowhere, "definitions"), () -> now);

      Answer refused = silent.post(key, PURCHASE);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("store_unavailable");
      JsonNode pending = silent.list(key).body().at("/funnels/0");
      assertThat(pending.path("active_from").isNull()).isTrue();
      nowhere.close(Duration.ZERO);
    }
    assertThat(engines.published(customer)).isEmpty();
    now = NOW.plusSeconds(600);

    Answer retried = api.post(key, PURCHASE);

    assertThat(retried.status()).isEqualTo(200);
    assertThat(retried.body().path("active_from").asString()).isEqualTo("2026-03-09T10:12:00Z");
    assertThat(engines.published(customer).values().iterator().next().orElseThrow())
        .contains("2026-03-09T10:12:00Z");
  }

  @Test
  void aCrashBetweenTheTwoWritesHealsWithTheNextList() {
    DefinitionTopic crash =
        changes -> {
          throw new IllegalStateException("the process ends here");
        };
    assertThat(new FunnelsApi(engines.dynamo, crash, () -> now).post(key, PURCHASE).status())
        .isEqualTo(500);
    assertThat(engines.published(customer)).isEmpty();

    JsonNode healed = api.list(key).body().at("/funnels/0");

    assertThat(healed.path("active_from").asString()).isEqualTo("2026-03-09T10:02:00Z");
    assertThat(engines.published(customer))
        .containsOnlyKeys(customer + "/funnel/" + healed.path("id").asString());
  }

  @Test
  void aDeletedFunnelIsDeletedInTheStreamToo() {
    String id = api.post(key, PURCHASE).id();

    assertThat(api.delete(key, id).status()).isEqualTo(204);

    assertThat(engines.published(customer))
        .isEqualTo(Map.of(customer + "/funnel/" + id, Optional.empty()));
    assertThat(api.list(key).body().path("funnels")).isEmpty();
    assertThat(api.delete(key, id).code()).isEqualTo("not_found");
    assertThat(api.delete(key, "1").code()).isEqualTo("invalid_parameter");
  }

  @Test
  void aDeletionThatKafkaDoesNotConfirmIs503AndCanBeSentAgain() {
    String id = api.post(key, PURCHASE).id();
    FunnelsApi silent = new FunnelsApi(engines.dynamo, changes -> new BitSet(), () -> now);

    assertThat(silent.delete(key, id).status()).isEqualTo(503);
    assertThat(silent.list(key).body().path("funnels")).isEmpty();

    assertThat(api.delete(key, id).status()).isEqualTo(204);
    assertThat(engines.published(customer).get(customer + "/funnel/" + id)).isEmpty();
  }

  @Test
  void anotherCustomerNeitherSeesNorDeletesIt() {
    String id = api.post(key, PURCHASE).id();
    String other = customer + "-2:manage";

    assertThat(api.list(other).body().path("funnels")).isEmpty();
    assertThat(api.delete(other, id).status()).isEqualTo(404);

    assertThat(engines.published(customer).get(customer + "/funnel/" + id)).isPresent();
    assertThat(api.list(key).body().path("funnels")).hasSize(1);
  }

  @Test
  void aKeyForQueriesListsAndAKeyForSendingDoesNothing() {
    assertThat(api.list(customer + ":query").status()).isEqualTo(200);
    assertThat(api.post(customer + ":query", PURCHASE).code()).isEqualTo("insufficient_scope");
    assertThat(api.delete(customer + ":query", UUID.randomUUID().toString()).code())
        .isEqualTo("insufficient_scope");
    assertThat(api.list(customer + ":ingest").code()).isEqualTo("insufficient_scope");
  }

  @Test
  void theFiftyFirstIsRefused() {
    for (int i = 0; i < 50; i++) {
      assertThat(api.post(key, PURCHASE.replace("Purchase", "P" + i)).status()).isEqualTo(201);
    }

    Answer refused = api.post(key, PURCHASE);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("too_many_definitions");
    assertThat(refused.detail()).isEqualTo("funnels: 51 (expected: at most 50)");
    assertThat(api.post(key, PURCHASE.replace("Purchase", "P7")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plan:ne:free       | color:eq:red     | /steps/1/filters/1
          cart.total:ge:10   | plan:ge:10       | /steps/1/filters/0
          cart.total:ge:10   | cart.total:ne:10 | /steps/1/filters/0
          "breakdown": "plan"| "breakdown": "cart.total"| /breakdown
          """)
  void whatIsNotDeclaredIsNamed(String declared, String undeclared, String pointer) {
    Answer refused = api.post(key, PURCHASE.replace(declared, undeclared));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("undeclared_property");
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name": "Purchase"     | "name": 7                 | /name
          "name": "Purchase"     | "name": ""                | /name
          "name": "Purchase",    | ``                        | /name
          "window": "PT24H"      | "window": "1 day"         | /window
          "window": "PT24H"      | "window": "PT59S"         | /window
          "window": "PT24H"      | "window": "P31D"          | /window
          "breakdown": "plan"    | "breakdown": "user_id"    | /breakdown
          "breakdown"            | "break_down"              | /break_down
          "event": "purchase"    | "event": ""               | /steps/1/event
          "event": "purchase",   | ``                        | /steps/1/event
          "event": "purchase"    | "evnt": "purchase"        | /steps/1/evnt
          "country:eq:DE"        | "country"                 | /steps/0/filters/0
          "country:eq:DE"        | "country:is:DE"           | /steps/0/filters/0
          "country:eq:DE"        | "ip:eq:192.0.2.1"         | /steps/0/filters/0/dimension
          "country:eq:DE"        | 7                         | /steps/0/filters/0
          "steps": [             | "steps": 1, "stepz": [    | /steps
          """)
  void whatCanNotBeIsRefusedWithItsPlace(String valid, String invalid, String pointer) {
    Answer refused = api.post(key, PURCHASE.replace(valid, invalid));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid_funnel");
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThat(api.post(key, "").code()).isEqualTo("invalid_funnel");
    assertThat(api.post(key, "[]").code()).isEqualTo("invalid_funnel");
    assertThat(api.post(key, PURCHASE + "{}").code()).isEqualTo("invalid_funnel");
    assertThat(api.post(key, "{\"name\": ").code()).isEqualTo("malformed_json");
    assertThat(api.post(key, "{\"name\": \"a\", \"name\": \"b\"}").code())
        .isEqualTo("malformed_json");
    assertThat(api.post(key, " ".repeat(300_000)).code()).isEqualTo("body_too_large");
    assertThat(engines.published(customer)).isEmpty();
  }
}
