package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The DynamoDB table of API keys: {@code key_hash} (partition key), {@code customer_id}, {@code
 * scopes} (string set), {@code events_per_second}, {@code burst}, {@code created_at}, and {@code
 * revoked_at} once revoked.
 */
public final class ApiKeyTable {
  private static final String KEY_HASH = "key_hash";
  private static final String CUSTOMER_ID = "customer_id";
  private static final String SCOPES = "scopes";
  private static final String EVENTS_PER_SECOND = "events_per_second";
  private static final String BURST = "burst";
  private static final String CREATED_AT = "created_at";
  private static final String REVOKED_AT = "revoked_at";

  private final DynamoDbClient dynamo;
  private final String tableName;

  public ApiKeyTable(DynamoDbClient dynamo, String tableName) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
  }

  /**
   * What the key with this hash stands for, unless revoked.
   *
   * @throws DirectoryUnavailableException when the table can't be read
   */
  public Optional<Credential> find(String keyHash) {
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
    return item.isEmpty() || item.containsKey(REVOKED_AT)
        ? Optional.empty()
        : Optional.of(credential(item));
  }

  /** Stores the key, hashed. Storing it again changes what it may do. */
  public void put(
      ApiKey key, CustomerId customer, Set<Scope> scopes, RateLimit limit, Instant createdAt) {
    dynamo.putItem(
        request ->
            request
                .tableName(tableName)
                .item(
                    Map.of(
                        KEY_HASH, AttributeValue.fromS(key.hash()),
                        CUSTOMER_ID, AttributeValue.fromS(customer.value()),
                        SCOPES,
                            AttributeValue.fromSs(
                                scopes.stream().map(Scope::value).sorted().toList()),
                        EVENTS_PER_SECOND, number(limit.eventsPerSecond()),
                        BURST, number(limit.burst()),
                        CREATED_AT, AttributeValue.fromS(createdAt.toString()))));
  }

  private static Credential credential(Map<String, AttributeValue> item) {
    return new Credential(
        new CustomerId(item.get(CUSTOMER_ID).s()),
        item.get(KEY_HASH).s(),
        item.get(SCOPES).ss().stream().map(Scope::of).collect(Collectors.toUnmodifiableSet()),
        new RateLimit(
            Long.parseLong(item.get(EVENTS_PER_SECOND).n()), Long.parseLong(item.get(BURST).n())));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
