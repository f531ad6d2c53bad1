package com.acme.analytics.functions.definitions.dashboard;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table of dashboards: {@code customer_id} (partition key) and {@code dashboard}
 * (sort key).
 *
 * <ul>
 *   <li>{@code head#<id>}: a dashboard as it is now, with {@code version}. It is the one item that
 *       says that the dashboard exists, and every change is conditional on its version.
 *   <li>{@code version#<id>#<ten digits>}: a former version, with {@code expires_at}.
 *   <li>{@code count}: how many heads there are.
 * </ul>
 *
 * <p>Heads sort together, so a list is one query; ids are of UUID version 7, so it is in the order
 * of their making. A dashboard's former versions sort by their number.
 */
final class DashboardItems {
  static final String CUSTOMER_ID = "customer_id";
  static final String KEY = "dashboard";
  static final String VERSION = "version";

  /** The sort key of the item that counts. */
  static final String COUNT = "count";

  static final String HEAD = "head#";

  private static final String FORMER = "version#";
  private static final String TEXT = "text";
  private static final String CREATED_AT = "created_at";
  private static final String UPDATED_AT = "updated_at";
  private static final String EXPIRES_AT = "expires_at";

  private DashboardItems() {}

  static String head(UUID id) {
    return HEAD + id;
  }

  static String former(UUID id, int version) {
    return "%s%s#%010d".formatted(FORMER, id, version);
  }

  static Map<String, AttributeValue> key(CustomerId customer, String key) {
    return Map.of(
        CUSTOMER_ID, AttributeValue.fromS(customer.value()), KEY, AttributeValue.fromS(key));
  }

  static Map<String, AttributeValue> head(CustomerId customer, SavedDashboard dashboard) {
    return item(customer, head(dashboard.id()), dashboard);
  }

  /**
   * A former version.
   *
   * @param expiresAt from when on DynamoDB may remove it
   */
  static Map<String, AttributeValue> former(
      CustomerId customer, SavedDashboard dashboard, Instant expiresAt) {
    Map<String, AttributeValue> item =
        item(customer, former(dashboard.id(), dashboard.version()), dashboard);
    item.put(EXPIRES_AT, number(expiresAt.getEpochSecond()));
    return item;
  }

  static SavedDashboard dashboard(Map<String, AttributeValue> item) {
    return new SavedDashboard(
        UUID.fromString(item.get(KEY).s().split("#", 3)[1]),
        Integer.parseInt(item.get(VERSION).n()),
        time(item, CREATED_AT),
        time(item, UPDATED_AT),
        Dashboard.fromJson(item.get(TEXT).s()));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static Map<String, AttributeValue> item(
      CustomerId customer, String key, SavedDashboard dashboard) {
    Map<String, AttributeValue> item = new HashMap<>(key(customer, key));
    item.put(VERSION, number(dashboard.version()));
    item.put(CREATED_AT, number(dashboard.createdAt().toEpochMilli()));
    item.put(UPDATED_AT, number(dashboard.updatedAt().toEpochMilli()));
    item.put(TEXT, AttributeValue.fromS(dashboard.content().toJson()));
    return item;
  }

  private static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(Long.parseLong(item.get(name).n()));
  }
}
