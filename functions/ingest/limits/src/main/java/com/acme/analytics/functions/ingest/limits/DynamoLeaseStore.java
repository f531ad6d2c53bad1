package com.acme.analytics.functions.ingest.limits;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The DynamoDB table of shared buckets: {@code key_hash} (partition key), {@code tat}, {@code
 * expires_at} (time to live). An update that fails its condition returns the item, so none is read
 * beforehand.
 */
public final class DynamoLeaseStore implements LeaseStore {
  private static final String KEY_HASH = "key_hash";
  private static final String TAT = "tat";

  private final DynamoDbClient dynamo;
  private final String tableName;

  public DynamoLeaseStore(DynamoDbClient dynamo, String tableName) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
  }

  @Override
  public LeaseAnswer lease(String keyHash, LeaseRequest request) {
    try {
      Map<String, AttributeValue> updated =
          dynamo.updateItem(update(keyHash, request)).attributes();
      return new LeaseAnswer.Leased(Long.parseLong(updated.get(TAT).n()));
    } catch (ConditionalCheckFailedException e) {
      AttributeValue tat = e.hasItem() ? e.item().get(TAT) : null;
      return new LeaseAnswer.Refused(
          tat == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(tat.n())));
    } catch (SdkException e) {
      if (e instanceof SdkServiceException answer && answer.isThrottlingException()) {
        return new LeaseAnswer.Throttled();
      }
      throw new LeaseStoreException("table " + tableName + " can't be updated", e);
    }
  }

  private UpdateItemRequest update(String keyHash, LeaseRequest request) {
    UpdateItemRequest.Builder update =
        UpdateItemRequest.builder()
            .tableName(tableName)
            .key(Map.of(KEY_HASH, AttributeValue.fromS(keyHash)))
            .returnValues(ReturnValue.UPDATED_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    AttributeValue from = number(request.from());
    AttributeValue expiresAt = number(request.expiresAt());
    return switch (request.form()) {
      case FULL ->
          update
              .updateExpression("SET tat = :after, expires_at = :expires_at")
              .conditionExpression("attribute_not_exists(tat) OR tat < :from")
              .expressionAttributeValues(
                  Map.of(
                      ":after",
                      number(request.from() + request.cost()),
                      ":from",
                      from,
                      ":expires_at",
                      expiresAt))
              .build();
      case IN_USE ->
          update
              .updateExpression("SET tat = tat + :cost, expires_at = :expires_at")
              .conditionExpression("tat BETWEEN :from AND :most")
              .expressionAttributeValues(
                  Map.of(
                      ":cost",
                      number(request.cost()),
                      ":from",
                      from,
                      ":most",
                      number(request.latest() - request.cost()),
                      ":expires_at",
                      expiresAt))
              .build();
    };
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
