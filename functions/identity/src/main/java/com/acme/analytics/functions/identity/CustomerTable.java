package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import java.time.Instant;
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
 * empty {@code pseudonymised}, {@code dimensions} and {@code measures}; {@code dimensions_since}
 * and {@code measures_since}, absent when empty too, are maps of milliseconds since 1970 by path.
 */
public final class CustomerTable {
  private static final String CUSTOMER_ID = "customer_id";
  private static final String SALT = "salt";
  private static final String IP_POLICY = "ip_policy";
  private static final String PSEUDONYMISED = "pseudonymised";
  private static final String DIMENSIONS = "dimensions";
  private static final String MEASURES = "measures";
  private static final String DIMENSIONS_SINCE = "dimensions_since";
  private static final String MEASURES_SINCE = "measures_since";
  private static final List<String> SINCE = List.of(DIMENSIONS_SINCE, MEASURES_SINCE);
  private static final List<String> OPTIONAL =
      List.of(PSEUDONYMISED, DIMENSIONS, MEASURES, DIMENSIONS_SINCE, MEASURES_SINCE);
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
    Map<String, AttributeValue> item = read(customer, List.of(DIMENSIONS, MEASURES));
    return DeclaredProperties.of(texts(item, DIMENSIONS), texts(item, MEASURES));
  }

  /**
   * Since when a customer's events have what it has declared; like {@link #declared} it reads no
   * more than that.
   *
   * @throws DirectoryUnavailableException when the table can't be read
   */
  public DeclaredSince declaredSince(CustomerId customer) {
    return since(read(customer, SINCE));
  }

  private Map<String, AttributeValue> read(CustomerId customer, List<String> attributes) {
    try {
      return dynamo
          .getItem(
              request ->
                  request
                      .tableName(tableName)
                      .key(key(customer))
                      .projectionExpression(String.join(", ", attributes)))
          .item();
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
    Map<String, AttributeValue> known = item(current);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":known", known.get(BUCKET_VERSION));
    StringJoiner unchanged = new StringJoiner(" AND ");
    unchanged.add(BUCKET_VERSION + " = :known");
    for (String since : SINCE) {
      if (known.containsKey(since)) {
        values.put(":known_" + since, known.get(since));
        unchanged.add(since + " = :known_" + since);
      } else {
        unchanged.add("attribute_not_exists(" + since + ")");
      }
    }
    values.put(":policy", item.get(IP_POLICY));
    values.put(":version", item.get(BUCKET_VERSION));
    values.put(":count", item.get(BUCKET_COUNT));
    StringJoiner stored = new StringJoiner(", ", "SET ", "");
    stored.add(IP_POLICY + " = :policy");
    stored.add(BUCKET_VERSION + " = :version");
    stored.add(BUCKET_COUNT + " = :count");
    StringJoiner emptied = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
    for (String attribute : OPTIONAL) {
      if (item.containsKey(attribute)) {
        values.put(":" + attribute, item.get(attribute));
        stored.add(attribute + " = :" + attribute);
      } else {
        emptied.add(attribute);
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
                  .conditionExpression(unchanged.toString())
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
        since(item),
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
    putTimes(item, DIMENSIONS_SINCE, settings.since().dimensions());
    putTimes(item, MEASURES_SINCE, settings.since().measures());
    item.put(
        BUCKET_VERSION, AttributeValue.fromN(Integer.toString(settings.keyBuckets().version())));
    item.put(BUCKET_COUNT, AttributeValue.fromN(Integer.toString(settings.keyBuckets().count())));
    return item;
  }

  private static DeclaredSince since(Map<String, AttributeValue> item) {
    return new DeclaredSince(times(item, DIMENSIONS_SINCE), times(item, MEASURES_SINCE));
  }

  private static Map<String, Instant> times(Map<String, AttributeValue> item, String name) {
    Map<String, Instant> times = new HashMap<>();
    if (item.containsKey(name)) {
      item.get(name)
          .m()
          .forEach(
              (path, millis) -> times.put(path, Instant.ofEpochMilli(Long.parseLong(millis.n()))));
    }
    return times;
  }

  private static void putTimes(
      Map<String, AttributeValue> item, String name, Map<String, Instant> times) {
    if (!times.isEmpty()) {
      Map<String, AttributeValue> millis = new HashMap<>();
      times.forEach(
          (path, time) ->
              millis.put(path, AttributeValue.fromN(Long.toString(time.toEpochMilli()))));
      item.put(name, AttributeValue.fromM(millis));
    }
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
