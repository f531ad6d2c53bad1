package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The DynamoDB table of customers: {@code customer_id} (partition key), {@code salt}, {@code
 * ip_policy}, {@code bucket_version}, {@code bucket_count}, and as string sets that are absent when
 * empty {@code pseudonymised}, {@code dimensions} and {@code measures}.
 */
public final class CustomerTable {
  private static final String CUSTOMER_ID = "customer_id";
  private static final String SALT = "salt";
  private static final String IP_POLICY = "ip_policy";
  private static final String PSEUDONYMISED = "pseudonymised";
  private static final String DIMENSIONS = "dimensions";
  private static final String MEASURES = "measures";
  private static final List<String> SETS = List.of(PSEUDONYMISED, DIMENSIONS, MEASURES);
  private static final String BUCKET_VERSION = "bucket_version";
  private static final String BUCKET_COUNT = "bucket_count";

  private final DynamoDbClient dynamo;
  private final String tableName;

  public CustomerTable(DynamoDbClient dynamo, String tableName) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
  }

  /**
   * The customer's settings; empty for one that was never created.
   *
   * @throws DirectoryUnavailableException when the table can't be read
   */
  public Optional<CustomerSettings> find(CustomerId customer) {
    try {
      Map<String, AttributeValue> item =
          dynamo.getItem(request -> request.tableName(tableName).key(key(customer))).item();
      return item.isEmpty() ? Optional.empty() : Optional.of(settings(item));
    } catch (SdkException e) {
      throw new DirectoryUnavailableException("table " + tableName + " can't be read", e);
    }
  }

  /**
   * What a customer has declared, nothing where it is unknown. It reads no more than that: whoever
   * only asks for it need not be allowed to read the salt.
   *
   * @throws DirectoryUnavailableException when the table can't be read
   */
  public DeclaredProperties declared(CustomerId customer) {
    try {
      Map<String, AttributeValue> item =
          dynamo
              .getItem(
                  request ->
                      request
                          .tableName(tableName)
                          .key(key(customer))
                          .projectionExpression(DIMENSIONS + ", " + MEASURES))
              .item();
      return DeclaredProperties.of(texts(item, DIMENSIONS), texts(item, MEASURES));
    } catch (SdkException e) {
      throw new DirectoryUnavailableException("table " + tableName + " can't be read", e);
    }
  }

  /** Stores the settings of a new customer; one that exists stays as it is, salt and all. */
  public void create(CustomerSettings settings) {
    try {
      dynamo.putItem(
          request ->
              request
                  .tableName(tableName)
                  .item(item(settings))
                  .conditionExpression("attribute_not_exists(" + CUSTOMER_ID + ")"));
    } catch (ConditionalCheckFailedException e) {
      // Another key of the same customer was made before.
    }
  }

  /**
   * Stores other settings of a customer, all but the salt, unless they were changed meanwhile.
   *
   * @param current as read before
   * @return whether they are stored now
   * @throws DirectoryUnavailableException when the table can't be written
   */
  public boolean replace(CustomerSettings current, CustomerSettings changed) {
    Map<String, AttributeValue> item = item(changed);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":known", item(current).get(BUCKET_VERSION));
    values.put(":policy", item.get(IP_POLICY));
    values.put(":version", item.get(BUCKET_VERSION));
    values.put(":count", item.get(BUCKET_COUNT));
    StringJoiner stored = new StringJoiner(", ", "SET ", "");
    stored.add(IP_POLICY + " = :policy");
    stored.add(BUCKET_VERSION + " = :version");
    stored.add(BUCKET_COUNT + " = :count");
    StringJoiner emptied = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
    for (String set : SETS) {
      if (item.containsKey(set)) {
        values.put(":" + set, item.get(set));
        stored.add(set + " = :" + set);
      } else {
        emptied.add(set);
      }
    }
    String update = stored.toString() + emptied;
    try {
      dynamo.updateItem(
          request ->
              request
                  .tableName(tableName)
                  .key(key(changed.customer()))
                  .updateExpression(update)
                  .conditionExpression(BUCKET_VERSION + " = :known")
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw new DirectoryUnavailableException("table " + tableName + " can't be written", e);
    }
  }

  private static Map<String, AttributeValue> key(CustomerId customer) {
    return Map.of(CUSTOMER_ID, AttributeValue.fromS(customer.value()));
  }

  private static CustomerSettings settings(Map<String, AttributeValue> item) {
    return new CustomerSettings(
        new CustomerId(item.get(CUSTOMER_ID).s()),
        IpPolicy.valueOf(item.get(IP_POLICY).s()),
        Set.copyOf(texts(item, PSEUDONYMISED)),
        DeclaredProperties.of(texts(item, DIMENSIONS), texts(item, MEASURES)),
        new KeyBuckets(
            Integer.parseInt(item.get(BUCKET_VERSION).n()),
            Integer.parseInt(item.get(BUCKET_COUNT).n())),
        Salt.of(item.get(SALT).b().asByteArray()));
  }

  private static Map<String, AttributeValue> item(CustomerSettings settings) {
    Map<String, AttributeValue> item = new HashMap<>(key(settings.customer()));
    item.put(SALT, AttributeValue.fromB(SdkBytes.fromByteArray(settings.salt().reveal())));
    item.put(IP_POLICY, AttributeValue.fromS(settings.ipPolicy().name()));
    putTexts(item, PSEUDONYMISED, settings.pseudonymised());
    putTexts(item, DIMENSIONS, settings.declared().dimensions());
    putTexts(item, MEASURES, settings.declared().measures());
    item.put(
        BUCKET_VERSION, AttributeValue.fromN(Integer.toString(settings.keyBuckets().version())));
    item.put(BUCKET_COUNT, AttributeValue.fromN(Integer.toString(settings.keyBuckets().count())));
    return item;
  }

  private static List<String> texts(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? item.get(name).ss() : List.of();
  }

  /** DynamoDB has no empty sets. */
  private static void putTexts(Map<String, AttributeValue> item, String name, Set<String> texts) {
    if (!texts.isEmpty()) {
      item.put(name, AttributeValue.fromSs(texts.stream().sorted().toList()));
    }
  }
}
