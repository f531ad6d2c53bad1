package com.acme.analytics.functions.ingest.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.schemas.SchemasApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SchemaStore.class)
final class SchemasEndpointTest {
  private static final String NAME = "{\"properties\":{\"name\":{\"type\":\"string\"}}}";
  private static final String OPEN = "{}";

  private WatchedDynamo dynamo;
  private SchemasApi api;

  @BeforeEach
  void makeTable(WatchedDynamo table) {
    dynamo = table;
    api = new SchemasApi(table.schemas());
  }

  @Test
  void aNewVersionIsStoredAndAnsweredWhole() {
    Answer answer = api.put("signup", 1, NAME);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().toString())
        .isEqualTo(
            ("{\"event\":\"signup\",\"version\":1,\"mode\":\"enforce\",\"sha256\":\"%s\","
                    + "\"created_at\":\"2026-03-09T10:00:00Z\",\"schema\":%s}")
                .formatted(answer.body().get("sha256").asString(), NAME));
    assertThat(api.get("signup", 1)).isEqualTo(new Answer(200, answer.body()));
  }

  @Test
  void theSameAgainChangesNothing() {
    Answer first = api.put("signup", 1, "{\"minProperties\":1,\"title\":\"a\"}");
    int writes = writes();
    Answer second = api.put("signup", 1, "{ \"title\": \"a\", \"minProperties\": 1 }");

    assertThat(second).isEqualTo(new Answer(200, first.body()));
    assertThat(writes()).isEqualTo(writes);
  }

  @Test
  void onlyTheModeOfAVersionChanges() {
    api.put("signup", 1, NAME);

    Answer warned = api.put("signup", 1, "warn", NAME);
    assertThat(warned.status()).isEqualTo(200);
    assertThat(warned.body().get("mode").asString()).isEqualTo("warn");
    assertThat(api.get().body().toString())
        .isEqualTo("{\"schemas\":[{\"event\":\"signup\",\"version\":1,\"mode\":\"warn\"}]}");

    Answer other = api.put("signup", 1, OPEN);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("schema_conflict");
    assertThat(other.detail())
        .isEqualTo(
            "version: 1, which is another schema (expected: the same schema, or a new version)");
    assertThat(api.get("signup", 1).body()).isEqualTo(warned.body());
  }

  @Test
  void versionsHaveNoGaps() {
    Answer third = api.put("signup", 3, OPEN);

    assertThat(third.status()).isEqualTo(409);
    assertThat(third.detail()).isEqualTo("version: 3 (expected: 1, the next one)");
    assertThat(api.put("signup", 1, NAME).status()).isEqualTo(201);
    assertThat(api.put("signup", 2, OPEN).status()).isEqualTo(201);
    assertThat(api.put("signup", 1, "off", NAME).status()).isEqualTo(200);
    assertThat(api.get().body().toString())
        .contains("{\"event\":\"signup\",\"version\":2,\"mode\":\"enforce\"}");
    assertThat(versions("signup")).containsExactly("1 off", "2 enforce");
  }

  @Test
  void aNewVersionAcceptsWhatThePreviousOneAccepted() {
    api.put("signup", 1, OPEN);
    String breaking = "{\"required\":[\"name\"],\"maxProperties\":3}";

    Answer refused = api.put("signup", 2, breaking);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("incompatible_schema");
    assertThat(refused.detail())
        .startsWith("2 breaks with version 1: ")
        .contains("/schema/required/0: property \"name\" required (expected: optional, as before)")
        .contains("/schema/maxProperties: maxProperties 3 (expected: no bound, as before)");

    String unchecked =
        "{\"mode\":\"warn\",\"compatibility\":\"none\",\"schema\":%s}".formatted(breaking);
    assertThat(api.put(SchemasApi.KEY, "signup", 2, unchecked).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | invalid_schema | ''",
        "{\"mode\":\"enforce\"} | invalid_schema | /schema",
        "{\"schema\":{}} | invalid_schema | /mode",
        "{\"schema\":{},\"mode\":\"strict\"} | invalid_schema | /mode",
        "{\"schema\":{},\"mode\":\"warn\",\"compatibility\":\"full\"} | invalid_schema | /compatibility",
        "{\"schema\":{},\"mode\":\"warn\",\"event\":\"a\"} | invalid_schema | ''",
        "{\"schema\":{\"items\":{\"type\":7}},\"mode\":\"warn\"} | invalid_schema | /schema/items/type",
        "{\"schema\":{\"$ref\":\"http://127.0.0.1/a\"},\"mode\":\"warn\"} | invalid_schema | /schema/$ref",
        "{\"schema\":{},\"schema\":{},\"mode\":\"warn\"} | malformed_json | ''",
        "{\"schema\":{\"minimum\":1e | malformed_json | ''"
      })
  void whatIsNoSchemaIsRefused(String body, String code, String pointer) {
    Answer answer = api.put(SchemasApi.KEY, "signup", 1, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.detail()).contains("(expected: ");
    assertThat(answer.body().path("pointer").asString("")).isEqualTo(pointer);
    assertThat(writes()).isZero();
  }

  @Test
  void aSchemaIsBoundedInDepthAndTheBodyInSize() {
    String deep = "{\"items\":".repeat(40) + "{}" + "}".repeat(40);
    assertThat(api.put("signup", 1, deep).code()).isEqualTo("invalid_schema");

    Answer large = api.put(SchemasApi.KEY, "signup", 1, " ".repeat(300_000));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("body_too_large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'' | 1", "signup | 0", "signup | 01", "signup | 1001", "signup | x", "'a\tb' | 1"})
  void aPathThatNamesNoVersionIsRefused(String event, String version) {
    Answer answer =
        api.ask(
            "GET /v2/schemas/{event}/{version}",
            SchemasApi.KEY,
            Map.of("event", event, "version", version),
            "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_parameter");
  }

  @Test
  void whatWasNeverPutIsNotFound() {
    api.put("signup", 1, OPEN);

    assertThat(api.get("signup", 2).code()).isEqualTo("not_found");
    assertThat(api.get("login").code()).isEqualTo("not_found");
    assertThat(api.getAs("other:query").body().toString()).isEqualTo("{\"schemas\":[]}");
  }

  @Test
  void namesWithAnythingInThemStayApart() {
    List<String> names =
        List.of(
            "a", "a#", "a#0000000001", "a%23", "a#0000000001#0000000001", "%", "é/ü \uD83D\uDE00");
    for (String name : names) {
      assertThat(api.put(name, 1, "{\"title\":\"" + name + "\"}").status()).isEqualTo(201);
    }

    for (String name : names) {
      assertThat(versions(name)).as(name).containsExactly("1 enforce");
      assertThat(api.get(name, 1).body().path("schema").path("title").asString()).isEqualTo(name);
    }
    assertThat(api.get().body().get("schemas")).hasSize(names.size());
  }

  @Test
  void onlyKeysThatMayDoSo() {
    assertThat(api.put("", "signup", 1, "{}").code()).isEqualTo("missing_api_key");
    assertThat(api.put("acme:query,ingest", "signup", 1, "{}").code())
        .isEqualTo("insufficient_scope");
    assertThat(api.getAs("acme:query").status()).isEqualTo(200);
    assertThat(api.getAs("acme:manage").status()).isEqualTo(200);
    Answer refused = api.getAs("acme:ingest");
    assertThat(refused.code()).isEqualTo("insufficient_scope");
    assertThat(refused.detail()).contains("a key of scope manage or query");
  }

  @Test
  void aCustomerSeesAndChangesItsOwnOnly() {
    api.put("signup", 1, NAME);

    assertThat(
            api.ask(
                    "GET /v2/schemas/{event}/{version}",
                    "other:manage",
                    Map.of("event", "signup", "version", "1", "customer_id", "acme"),
                    "")
                .code())
        .isEqualTo("not_found");
    Answer own =
        api.put("other:manage", "signup", 1, "{\"mode\":\"off\",\"schema\":{\"title\":\"b\"}}");
    assertThat(own.status()).isEqualTo(201);
    assertThat(api.get("signup", 1).body().get("schema").toString()).isEqualTo(NAME);
  }

  @Test
  void ofManyThatPutTheSameVersionOneWins() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        String schema = "{\"title\":\"" + i + "\"}";
        answers.add(writers.submit(() -> api.put("signup", 1, schema)));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      statuses.add(answer.get().status());
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertThat(versions("signup")).hasSize(1);
  }

  @Test
  void aTableOutOfReachIsUnavailable() {
    dynamo.reachable = false;

    for (Answer answer : List.of(api.put("signup", 1, OPEN), api.get("signup", 1), api.get())) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("store_unavailable");
    }
  }

  private List<String> versions(String event) {
    List<String> versions = new ArrayList<>();
    for (JsonNode version : api.get(event).body().path("versions")) {
      versions.add(version.get("version").asInt() + " " + version.get("mode").asString());
    }
    return versions;
  }

  private int writes() {
    return (int) dynamo.calls.stream().filter("write"::equals).count();
  }
}
