package com.acme.analytics.functions.definitions;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.StoredDefinition.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One kind of definition in the DynamoDB table of definitions: {@code customer_id} (partition key)
 * and {@code definition} (sort key, {@code <kind>#<id>}), with {@code text} and {@code state}. The
 * item {@code <kind>#} counts in {@code revision} how many were added, so that of two requests that
 * add at once the second looks again. Every read is strongly consistent.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * table can't be reached.
 */
public final class DefinitionTable {
  private static final String CUSTOMER_ID = "customer_id";
  private static final String KEY = "definition";
  private static final String TEXT = "text";
  private static final String STATE = "state";
  private static final String REVISION = "revision";

  /** Words that DynamoDB keeps for itself. */
  private static final Map<String, String> TEXT_AND_STATE = Map.of("#text", TEXT, "#state", STATE);

  private final DynamoDbClient dynamo;
  private final String tableName;
  private final DefinitionKind kind;
  private final TableAccess access = new TableAccess("the definitions");

  public DefinitionTable(DynamoDbClient dynamo, String tableName, DefinitionKind kind) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /**
   * All of a customer's definitions.
   *
   * @param revision how many were ever added
   */
  record Content(long revision, List<StoredDefinition> definitions) {}

  DefinitionKind kind() {
    return kind;
  }

  /** One definition; empty when there is none, or none any more. */
  public Optional<StoredDefinition> find(CustomerId customer, UUID id) {
    Map<String, AttributeValue> item =
        access.available(
            () ->
                dynamo
                    .getItem(
                        get -> get.tableName(tableName).consistentRead(true).key(key(customer, id)))
                    .item());
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(definition(item)).filter(found -> !found.isDeleted());
  }

  /** The definitions that there are of these ids, in no order; read together. */
  public List<StoredDefinition> findAll(CustomerId customer, Set<UUID> ids) {
    return access
        .items(dynamo, tableName, ids.stream().map(id -> key(customer, id)).toList())
        .stream()
        .map(this::definition)
        .filter(found -> !found.isDeleted())
        .toList();
  }

  /** All of a customer's definitions, in the order of ids. */
  public List<StoredDefinition> findAll(CustomerId customer) {
    return read(customer).definitions().stream().filter(each -> !each.isDeleted()).toList();
  }

  /** Everything there is of a customer, what is being deleted included, in the order of ids. */
  Content read(CustomerId customer) {
    List<Map<String, AttributeValue>> items =
        access.available(
            () ->
                dynamo
                    .queryPaginator(
                        query ->
                            query
                                .tableName(tableName)
                                .consistentRead(true)
                                .keyConditionExpression(
                                    "customer_id = :c AND begins_with(#key, :k)")
                                .expressionAttributeNames(Map.of("#key", KEY))
                                .expressionAttributeValues(
                                    Map.of(
                                        ":c", AttributeValue.fromS(customer.value()),
                                        ":k", AttributeValue.fromS(prefix()))))
                    .items()
                    .stream()
                    .toList());
    long revision = 0;
    List<StoredDefinition> definitions = new ArrayList<>(items.size());
    for (Map<String, AttributeValue> item : items) {
      if (item.get(KEY).s().equals(prefix())) {
        revision = Long.parseLong(item.get(REVISION).n());
      } else {
        definitions.add(definition(item));
      }
    }
    return new Content(revision, definitions);
  }

  /**
   * Adds a definition.
   *
   * @param revision that of the content on which the decision rests
   * @return whether it is added: not when another was since
   */
  boolean add(CustomerId customer, StoredDefinition added, long revision) {
    return access.wins(
        () ->
            dynamo.transactWriteItems(
                write ->
                    write.transactItems(putNew(customer, added), putRevision(customer, revision))));
  }

  /**
   * Gives a pending definition another JSON.
   *
   * @return whether it has that now: not when somebody else changed, published or deleted it
   */
  boolean replace(CustomerId customer, StoredDefinition pending, String json) {
    return update(
        customer,
        pending.id(),
        "SET #text = :new",
        "#text = :old AND #state = :pending",
        Map.of(
            ":new", AttributeValue.fromS(json),
            ":old", AttributeValue.fromS(pending.json()),
            ":pending", AttributeValue.fromS(State.PENDING.name())));
  }

  /**
   * Notes that the topic has a definition.
   *
   * @return whether the table has the same: not when it was changed or deleted meanwhile
   */
  boolean markPublished(CustomerId customer, StoredDefinition published) {
    return update(
        customer,
        published.id(),
        "SET #state = :published",
        "#text = :text AND #state <> :deleted",
        Map.of(
            ":text", AttributeValue.fromS(published.json()),
            ":published", AttributeValue.fromS(State.PUBLISHED.name()),
            ":deleted", AttributeValue.fromS(State.DELETED.name())));
  }

  /**
   * Notes that a definition is to be deleted.
   *
   * @return whether there was one
   */
  boolean markDeleted(CustomerId customer, UUID id) {
    return update(
        customer,
        id,
        "SET #state = :deleted",
        "attribute_exists(#text)",
        Map.of(":deleted", AttributeValue.fromS(State.DELETED.name())));
  }

  /** Removes a definition of which the topic knows that it is deleted. */
  void remove(CustomerId customer, UUID id) {
    access.available(
        () -> dynamo.deleteItem(delete -> delete.tableName(tableName).key(key(customer, id))));
  }

  private boolean update(
      CustomerId customer,
      UUID id,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      access.available(
          () ->
              dynamo.updateItem(
                  request ->
                      request
                          .tableName(tableName)
                          .key(key(customer, id))
                          .updateExpression(update)
                          .conditionExpression(condition)
                          .expressionAttributeNames(TEXT_AND_STATE)
                          .expressionAttributeValues(values)));
      return true;
    } catch (ProblemException e) {
      if (e.getCause() instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw e;
    }
  }

  private TransactWriteItem putNew(CustomerId customer, StoredDefinition added) {
    Put put =
        Put.builder()
            .tableName(tableName)
            .item(
                Map.of(
                    CUSTOMER_ID, AttributeValue.fromS(customer.value()),
                    KEY, AttributeValue.fromS(prefix() + added.id()),
                    TEXT, AttributeValue.fromS(added.json()),
                    STATE, AttributeValue.fromS(added.state().name())))
            .conditionExpression("attribute_not_exists(customer_id)")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private TransactWriteItem putRevision(CustomerId customer, long before) {
    Put.Builder put =
        Put.builder()
            .tableName(tableName)
            .item(
                Map.of(
                    CUSTOMER_ID, AttributeValue.fromS(customer.value()),
                    KEY, AttributeValue.fromS(prefix()),
                    REVISION, number(before + 1)));
    if (before == 0) {
      put.conditionExpression("attribute_not_exists(customer_id)");
    } else {
      put.conditionExpression("revision = :before")
          .expressionAttributeValues(Map.of(":before", number(before)));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private Map<String, AttributeValue> key(CustomerId customer, UUID id) {
    return Map.of(
        CUSTOMER_ID, AttributeValue.fromS(customer.value()),
        KEY, AttributeValue.fromS(prefix() + id));
  }

  private String prefix() {
    return kind.code() + "#";
  }

  private StoredDefinition definition(Map<String, AttributeValue> item) {
    return new StoredDefinition(
        UUID.fromString(item.get(KEY).s().substring(prefix().length())),
        item.get(TEXT).s(),
        State.valueOf(item.get(STATE).s()));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
