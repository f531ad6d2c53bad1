package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The DynamoDB table of API keys: {@code key_hash} (partition key), {@code customer_id}, {@code
 * created_at}, and {@code revoked_at} once revoked.
 */
public final class ApiKeyTable {
  private static final String KEY_HASH = "key_hash";
  private static final String CUSTOMER_ID = "customer_id";
  private static final String CREATED_AT = "created_at";
  private static final String REVOKED_AT = "revoked_at";

  private final DynamoDbClient dynamo;
  private final String tableName;

  public ApiKeyTable(DynamoDbClient dynamo, String tableName) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
  }

  /**
   * The customer of the key with this hash, unless revoked.
   *
   * @throws DirectoryUnavailableException when the table can't be read
   */
  public Optional<CustomerId> customerOf(String keyHash) {
    Map<String, AttributeValue> item;
    try {
      item =
          dynamo
              .getItem(
                  request ->
                      request
                          .tableName(tableName)
                          .key(Map.of(KEY_HASH, AttributeValue.fromS(keyHash))))
              .item();
    } catch (SdkException e) {
      throw new DirectoryUnavailableException("table " + tableName + " can't be read", e);
    }
    if (item.isEmpty() || item.containsKey(REVOKED_AT)) {
      return Optional.empty();
    }
    return Optional.of(new CustomerId(item.get(CUSTOMER_ID).s()));
  }

  /** Stores the key's hash as the customer's. Storing it again changes nothing but the time. */
  public void put(ApiKey key, CustomerId customer, Instant createdAt) {
    dynamo.putItem(
        request ->
            request
                .tableName(tableName)
                .item(
                    Map.of(
                        KEY_HASH, AttributeValue.fromS(key.hash()),
                        CUSTOMER_ID, AttributeValue.fromS(customer.value()),
                        CREATED_AT, AttributeValue.fromS(createdAt.toString()))));
  }
}
