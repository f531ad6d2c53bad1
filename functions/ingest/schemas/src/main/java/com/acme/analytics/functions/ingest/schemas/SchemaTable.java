package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The DynamoDB table of schemas: {@code customer_id} (partition key) and {@code schema} (sort key,
 * {@link SchemaKey}). One item a version ({@code text}, {@code mode}, {@code sha256}, {@code
 * created_at}) and one a customer that says which versions are the newest. Both change in one
 * transaction, and every read is strongly consistent, so that what the index names is there.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * table can't be reached.
 */
public final class SchemaTable {
  /** DynamoDB's own bound on the items of one request. */
  private static final int BATCH = 100;

  private final DynamoDbClient dynamo;
  private final String tableName;

  public SchemaTable(DynamoDbClient dynamo, String tableName) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
  }

  /** Which versions are the newest; empty for a customer without schemas. */
  SchemaIndex index(CustomerId customer) {
    Map<String, AttributeValue> item = get(customer, SchemaKey.INDEX);
    return item.isEmpty() ? SchemaIndex.EMPTY : SchemaItems.index(item);
  }

  /** One version; empty when there is none. */
  Optional<StoredSchema> find(CustomerId customer, String event, int version) {
    Map<String, AttributeValue> item = get(customer, SchemaKey.of(event, version));
    return item.isEmpty() ? Optional.empty() : Optional.of(SchemaItems.schema(item));
  }

  /** All versions of an event's schema, the oldest first. */
  List<SchemaVersion> versions(CustomerId customer, String event) {
    return available(
        () ->
            dynamo
                .queryPaginator(
                    query ->
                        query
                            .tableName(tableName)
                            .consistentRead(true)
                            .keyConditionExpression("customer_id = :c AND begins_with(#key, :e)")
                            .projectionExpression("#key, #mode, sha256, created_at")
                            .expressionAttributeNames(
                                Map.of("#key", SchemaItems.KEY, "#mode", SchemaItems.MODE))
                            .expressionAttributeValues(
                                Map.of(
                                    ":c", AttributeValue.fromS(customer.value()),
                                    ":e", AttributeValue.fromS(SchemaKey.prefix(event)))))
                .items()
                .stream()
                .map(SchemaItems::version)
                .toList());
  }

  /**
   * The versions named, in no order.
   *
   * @param versions by event name
   */
  List<StoredSchema> findAll(CustomerId customer, Map<String, Integer> versions) {
    List<Map<String, AttributeValue>> keys =
        versions.entrySet().stream()
            .map(version -> SchemaKey.of(version.getKey(), version.getValue()))
            .map(key -> SchemaItems.key(customer, key))
            .toList();
    List<StoredSchema> found = new ArrayList<>(keys.size());
    for (int start = 0; start < keys.size(); start += BATCH) {
      readBatch(keys.subList(start, Math.min(start + BATCH, keys.size())), found);
    }
    return found;
  }

  /**
   * Stores a version, or the new mode of one, with the index that names it.
   *
   * @param before the index on which the decision rests
   * @return whether it is stored: not when any of the customer's schemas changed since
   */
  boolean put(CustomerId customer, StoredSchema schema, SchemaIndex before) {
    try {
      return available(
          () -> {
            dynamo.transactWriteItems(
                write ->
                    write.transactItems(
                        putSchema(customer, schema), putIndex(customer, schema, before)));
            return true;
          });
    } catch (ProblemException e) {
      if (e.getCause() instanceof TransactionCanceledException cancelled && isRace(cancelled)) {
        return false;
      }
      throw e;
    }
  }

  private TransactWriteItem putSchema(CustomerId customer, StoredSchema schema) {
    Put put =
        Put.builder()
            .tableName(tableName)
            .item(SchemaItems.item(customer, schema))
            .conditionExpression("attribute_not_exists(customer_id) OR sha256 = :sha256")
            .expressionAttributeValues(
                Map.of(":sha256", AttributeValue.fromS(schema.version().sha256())))
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private TransactWriteItem putIndex(CustomerId customer, StoredSchema schema, SchemaIndex before) {
    Put.Builder put =
        Put.builder().tableName(tableName).item(SchemaItems.item(customer, before.with(schema)));
    if (before.revision() == 0) {
      put.conditionExpression("attribute_not_exists(customer_id)");
    } else {
      put.conditionExpression("revision = :before")
          .expressionAttributeValues(Map.of(":before", SchemaItems.number(before.revision())));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static boolean isRace(TransactionCanceledException cancelled) {
    return cancelled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch(
            code -> code.equals("ConditionalCheckFailed") || code.equals("TransactionConflict"));
  }

  private Map<String, AttributeValue> get(CustomerId customer, String key) {
    return available(
        () ->
            dynamo
                .getItem(
                    get ->
                        get.tableName(tableName)
                            .consistentRead(true)
                            .key(SchemaItems.key(customer, key)))
                .item());
  }

  private void readBatch(List<Map<String, AttributeValue>> keys, List<StoredSchema> into) {
    Map<String, KeysAndAttributes> wanted =
        Map.of(tableName, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    // What is throttled or beyond 16 MB comes back as not processed.
    while (!wanted.isEmpty()) {
      Map<String, KeysAndAttributes> request = wanted;
      BatchGetItemResponse answer =
          available(() -> dynamo.batchGetItem(batch -> batch.requestItems(request)));
      answer
          .responses()
          .getOrDefault(tableName, List.of())
          .forEach(item -> into.add(SchemaItems.schema(item)));
      wanted = answer.unprocessedKeys();
    }
  }

  private static <T> T available(Supplier<T> access) {
    try {
      return access.get();
    } catch (SdkException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the schemas can't be reached; retry"), e);
    }
  }
}
