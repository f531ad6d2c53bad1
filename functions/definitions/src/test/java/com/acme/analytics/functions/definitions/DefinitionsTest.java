package com.acme.analytics.functions.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.Definitions.Addition;
import com.acme.analytics.functions.definitions.StoredDefinition.State;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** On a real DynamoDB; each test has customers of its own. */
final class DefinitionsTest {
  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamo;

  private final CustomerId customer = new CustomerId("c-" + UUID.randomUUID());
  private final RecordedTopic topic = new RecordedTopic();
  private final DefinitionTable table =
      new DefinitionTable(dynamo, "definitions", DefinitionKind.FUNNEL);
  private final Definitions definitions = new Definitions(table, topic, json -> json + "'");

  @BeforeAll
  static void start() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    new DynamoDbTables(dynamo).create("definitions", "customer_id", "definition");
  }

  @AfterAll
  static void stop() throws Exception {
    dynamo.close();
    engine.close();
  }

  @Test
  void whatIsAddedIsInTheTableAndInTheTopic() {
    Addition addition = add("a");

    assertThat(addition.added()).isTrue();
    UUID id = addition.definition().id();
    assertThat(table.find(customer, id)).contains(new StoredDefinition(id, "a", State.PUBLISHED));
    assertThat(topic.at(key(id))).isEqualTo("a");
  }

  @Test
  void whatIsAddedAgainIsTheSameDefinition() {
    Addition first = add("a");

    assertThat(add("a")).isEqualTo(new Addition(first.definition(), /* added= */ false));
    assertThat(definitions.list(customer)).containsExactly(first.definition());
  }

  @Test
  void whatTheTopicDidNotTakeIsPublishedRenewedByTheSameRequestSentAgain() {
    topic.away = true;
    assertUnavailable(() -> add("a"));
    topic.away = false;

    Addition retried = add("a");

    assertThat(retried.added()).isFalse();
    assertThat(retried.definition().json()).isEqualTo("a'");
    assertThat(topic.at(key(retried.definition().id()))).isEqualTo("a'");
    assertThat(definitions.list(customer)).containsExactly(retried.definition());
  }

  @Test
  void aCrashBetweenTableAndTopicHealsWithTheNextList() {
    UUID id = UUID.randomUUID();
    table.add(customer, StoredDefinition.pending(id, "a"), table.read(customer).revision());

    topic.away = true;
    assertThat(definitions.list(customer))
        .extracting(StoredDefinition::isPublished)
        .containsExactly(false);
    topic.away = false;

    assertThat(definitions.list(customer))
        .extracting(StoredDefinition::isPublished)
        .containsExactly(true);
    assertThat(topic.size()).isEqualTo(1);
  }

  @Test
  void aCrashBetweenTableAndTopicHealsWithTheNextAddition() {
    UUID id = UUID.randomUUID();
    table.add(customer, StoredDefinition.pending(id, "a"), table.read(customer).revision());

    add("b");

    assertThat(topic.at(key(id))).isEqualTo("a'");
    assertThat(table.find(customer, id)).contains(new StoredDefinition(id, "a'", State.PUBLISHED));
  }

  @Test
  void anAcknowledgementThatIsLostIsAskedForAgain() {
    topic.silent = true;
    assertUnavailable(() -> add("a"));
    topic.silent = false;

    assertThat(definitions.list(customer))
        .extracting(StoredDefinition::isPublished)
        .containsExactly(true);
    assertThat(topic.size()).isEqualTo(1);
  }

  @Test
  void whatIsDeletedIsGoneFromBoth() {
    UUID id = add("a").definition().id();

    assertThat(definitions.delete(customer, id)).isTrue();

    assertThat(topic.at(key(id))).isNull();
    assertThat(table.read(customer).definitions()).isEmpty();
    assertThat(definitions.delete(customer, id)).isFalse();
  }

  @Test
  void aDeletionThatTheTopicDidNotTakeHidesTheDefinitionAtOnceAndIsPublishedLater() {
    UUID id = add("a").definition().id();
    topic.away = true;
    assertUnavailable(() -> definitions.delete(customer, id));

    assertThat(table.find(customer, id)).isEmpty();
    assertThat(definitions.list(customer)).isEmpty();
    assertThat(topic.at(key(id))).isEqualTo("a");
    topic.away = false;

    assertThat(definitions.list(customer)).isEmpty();
    assertThat(topic.at(key(id))).isNull();
    assertThat(table.read(customer).definitions()).isEmpty();
  }

  @Test
  void whatIsDeletedWhileItIsPublishedEndsDeleted() {
    topic.meanwhile =
        () ->
            table
                .read(customer)
                .definitions()
                .forEach(each -> definitions.delete(customer, each.id()));

    assertUnavailable(() -> add("a"));

    assertThat(topic.size()).isZero();
    assertThat(definitions.list(customer)).isEmpty();
  }

  @Test
  void aCustomerHasAtMostFiftyAndRoomAgainAfterADeletion() {
    List<Addition> added = IntStream.range(0, 50).mapToObj(i -> add("f" + i)).toList();

    assertThatThrownBy(() -> add("one more"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ErrorCode.TOO_MANY_DEFINITIONS);
              assertThat(e.problem().detail()).isEqualTo("funnels: 51 (expected: at most 50)");
            });

    definitions.delete(customer, added.getFirst().definition().id());
    assertThat(add("one more").added()).isTrue();
  }

  @Test
  void ofTwoThatAddTheSameAtOnceOneAdds() {
    CompletableFuture<Addition> other = CompletableFuture.supplyAsync(() -> addOrRetry("a"));
    Addition mine = addOrRetry("a");

    assertThat(other.join().definition().id()).isEqualTo(mine.definition().id());
    assertThat(definitions.list(customer)).hasSize(1);
  }

  @Test
  void anotherCustomersDefinitionIsNeitherFoundNorDeleted() {
    UUID id = add("a").definition().id();
    CustomerId other = new CustomerId("other");

    assertThat(table.find(other, id)).isEmpty();
    assertThat(definitions.delete(other, id)).isFalse();
    assertThat(definitions.list(other)).isEmpty();
    assertThat(topic.at(key(id))).isEqualTo("a");
  }

  /** The one that came second may have to wait for the first one's acknowledgement. */
  private Addition addOrRetry(String json) {
    try {
      return new Definitions(table, new RecordedTopic(), known -> known)
          .add(customer, UUID.randomUUID(), json, json::equals);
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      return addOrRetry(json);
    }
  }

  /** A renewed definition says the same. */
  private Addition add(String json) {
    return definitions.add(
        customer, UUID.randomUUID(), json, known -> known.replace("'", "").equals(json));
  }

  private String key(UUID id) {
    return customer + "/funnel/" + id;
  }

  private static void assertUnavailable(ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
  }
}
