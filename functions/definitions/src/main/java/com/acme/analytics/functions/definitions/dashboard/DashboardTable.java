package com.acme.analytics.functions.definitions.dashboard;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.TableAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads dashboards; {@link DashboardItems} says how they are kept. Every read is strongly
 * consistent: who saved a dashboard sees what was saved. A former version is found only while its
 * dashboard exists.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * table can't be reached.
 */
public final class DashboardTable {
  static final TableAccess ACCESS = new TableAccess("the dashboards");

  private static final String LIST = "dashboards";

  private final DynamoDbClient dynamo;
  private final String tableName;

  public DashboardTable(DynamoDbClient dynamo, String tableName) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
  }

  /** A dashboard as it is now; empty when the customer has none of the id. */
  public Optional<SavedDashboard> find(CustomerId customer, UUID id) {
    return get(customer, DashboardItems.head(id));
  }

  /** A version of a dashboard, the current one or a former; empty when it is not kept. */
  public Optional<SavedDashboard> find(CustomerId customer, UUID id, int version) {
    return find(customer, id)
        .flatMap(
            head ->
                head.version() == version
                    ? Optional.of(head)
                    : version < 1 || version > head.version()
                        ? Optional.empty()
                        : get(customer, DashboardItems.former(id, version)));
  }

  /** The dashboards that there are of these ids, in no order; read together. */
  public List<SavedDashboard> findAll(CustomerId customer, Set<UUID> ids) {
    return ACCESS
        .items(
            dynamo,
            tableName,
            ids.stream().map(id -> DashboardItems.key(customer, DashboardItems.head(id))).toList())
        .stream()
        .map(DashboardItems::dashboard)
        .toList();
  }

  /**
   * A customer's dashboards in the order of their making.
   *
   * @param cursor of the page before; empty for the first
   * @param limit 1 to {@link Page#MOST_ITEMS}
   * @throws ProblemException also of {@link ErrorCode#INVALID_PARAMETER} for another list's cursor
   */
  public Page<SavedDashboard> list(CustomerId customer, Optional<String> cursor, int limit) {
    String after =
        cursor
            .map(text -> PageCursor.position(text, customer, LIST, UUID::fromString))
            .map(DashboardItems::head)
            .orElse(DashboardItems.HEAD);
    // From the position itself on, which a key can't exclude: it is skipped.
    List<SavedDashboard> found =
        query(customer, after, DashboardItems.HEAD + "~", /* ascending= */ true, limit + 2).stream()
            .filter(head -> !DashboardItems.head(head.id()).equals(after))
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, last -> new PageCursor(customer, LIST, last.id().toString()));
  }

  /**
   * The versions of a dashboard that are kept, the newest first; empty when there is no dashboard.
   *
   * @param cursor of the page before; empty for the first
   * @param limit 1 to {@link Page#MOST_ITEMS}
   * @throws ProblemException also of {@link ErrorCode#INVALID_PARAMETER} for another list's cursor
   */
  public Optional<Page<SavedDashboard>> versions(
      CustomerId customer, UUID id, Optional<String> cursor, int limit) {
    String list = "versions#" + id;
    Optional<Integer> shown =
        cursor.map(text -> PageCursor.position(text, customer, list, DashboardTable::version));
    return find(customer, id)
        .map(
            head -> {
              List<SavedDashboard> found = new ArrayList<>();
              if (shown.isEmpty()) {
                found.add(head);
              }
              // The head may be replaced meanwhile: what it was is not to come twice.
              int before = shown.orElse(head.version());
              found.addAll(
                  query(
                      customer,
                      DashboardItems.former(id, 0),
                      DashboardItems.former(id, before - 1),
                      /* ascending= */ false,
                      limit + 1 - found.size()));
              return Page.of(
                  found,
                  limit,
                  last -> new PageCursor(customer, list, Integer.toString(last.version())));
            });
  }

  private static int version(String position) {
    int version = Integer.parseInt(position);
    if (version < 1) {
      throw new IllegalArgumentException("version: %d (expected: >= 1)".formatted(version));
    }
    return version;
  }

  private Optional<SavedDashboard> get(CustomerId customer, String key) {
    Map<String, AttributeValue> item =
        ACCESS.available(
            () ->
                dynamo
                    .getItem(
                        get ->
                            get.tableName(tableName)
                                .consistentRead(true)
                                .key(DashboardItems.key(customer, key)))
                    .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(DashboardItems.dashboard(item));
  }

  /** What is between two keys, both included. */
  private List<SavedDashboard> query(
      CustomerId customer, String from, String to, boolean ascending, int limit) {
    return ACCESS.available(
        () ->
            dynamo
                .queryPaginator(
                    query ->
                        query
                            .tableName(tableName)
                            .consistentRead(true)
                            .scanIndexForward(ascending)
                            .limit(limit)
                            .keyConditionExpression(
                                "customer_id = :c AND #key BETWEEN :from AND :to")
                            .expressionAttributeNames(Map.of("#key", DashboardItems.KEY))
                            .expressionAttributeValues(
                                Map.of(
                                    ":c", AttributeValue.fromS(customer.value()),
                                    ":from", AttributeValue.fromS(from),
                                    ":to", AttributeValue.fromS(to))))
                .items()
                .stream()
                .limit(limit)
                .map(DashboardItems::dashboard)
                .toList());
  }
}
