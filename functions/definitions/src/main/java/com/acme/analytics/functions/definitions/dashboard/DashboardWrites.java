package com.acme.analytics.functions.definitions.dashboard;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Changes dashboards. Each change is one transaction, conditional on the version that it is made
 * of, so that of two writers one wins and the other is told; {@link DashboardItems} says what is
 * kept.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * table can't be reached.
 */
public final class DashboardWrites {
  /** How many dashboards a customer may have. */
  public static final int MOST_DASHBOARDS = 500;

  /** How many versions of a dashboard are kept, the current one among them. */
  public static final int MOST_VERSIONS = 50;

  /** How long a former version is kept, and so what is left of a deleted dashboard. */
  public static final Duration FORMER_RETENTION = Duration.ofDays(90);

  /** Conflicts of one customer's writers are over soon. */
  private static final int ATTEMPTS = 10;

  /** How many there are, in the item that counts. */
  private static final String HEADS = "heads";

  private final DynamoDbClient dynamo;
  private final String tableName;
  private final DashboardTable table;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * Writes to a table.
   *
   * @param ids makes the ids of new dashboards, of UUID version 7; no two are ever the same
   */
  public DashboardWrites(
      DynamoDbClient dynamo, String tableName, InstantSource clock, Supplier<UUID> ids) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.tableName = Objects.requireNonNull(tableName, "tableName");
    this.table = new DashboardTable(dynamo, tableName);
    this.clock = Objects.requireNonNull(clock, "clock");
    this.ids = Objects.requireNonNull(ids, "ids");
  }

  /**
   * What became of a change.
   *
   * @param made whether it is made: not when the dashboard has another version than expected
   * @param dashboard as it is now, or was when it was deleted
   */
  public record Change(boolean made, SavedDashboard dashboard) {}

  /**
   * Saves a new dashboard.
   *
   * @throws ProblemException also of {@link ErrorCode#TOO_MANY_DEFINITIONS}
   */
  public SavedDashboard create(CustomerId customer, Dashboard content) {
    Instant now = now();
    SavedDashboard created = new SavedDashboard(ids.get(), 1, now, now, content);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (count(customer) >= MOST_DASHBOARDS) {
        throw new ProblemException(
            new Problem(
                ErrorCode.TOO_MANY_DEFINITIONS,
                "dashboards: %d (expected: at most %d)"
                    .formatted(MOST_DASHBOARDS + 1, MOST_DASHBOARDS)));
      }
      if (write(
          put(
              DashboardItems.head(customer, created),
              "attribute_not_exists(customer_id)",
              Map.of()),
          counted(customer, 1))) {
        return created;
      }
    }
    throw contended();
  }

  /**
   * Gives a dashboard another content; what it was becomes a former version.
   *
   * @param expected the version that the content is made of
   * @return empty when there is no such dashboard
   */
  public Optional<Change> replace(CustomerId customer, UUID id, int expected, Dashboard content) {
    return change(
        customer,
        id,
        expected,
        current -> {
          SavedDashboard next = current.next(content, now());
          return new Step(next, write(replacement(customer, current, next)));
        });
  }

  /**
   * Deletes a dashboard. Its former versions are found no more, and leave the table in time.
   *
   * @param expected the version that is to be deleted
   * @return empty when there is no such dashboard
   */
  public Optional<Change> delete(CustomerId customer, UUID id, int expected) {
    return change(
        customer,
        id,
        expected,
        current -> {
          Delete head =
              Delete.builder()
                  .tableName(tableName)
                  .key(DashboardItems.key(customer, DashboardItems.head(id)))
                  .conditionExpression("version = :expected")
                  .expressionAttributeValues(Map.of(":expected", DashboardItems.number(expected)))
                  .build();
          TransactWriteItem deletion = TransactWriteItem.builder().delete(head).build();
          return new Step(current, write(deletion, counted(customer, -1)));
        });
  }

  private TransactWriteItem[] replacement(
      CustomerId customer, SavedDashboard current, SavedDashboard next) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        put(
            DashboardItems.head(customer, next),
            "version = :expected",
            Map.of(":expected", DashboardItems.number(current.version()))));
    items.add(
        put(
            DashboardItems.former(customer, current, next.updatedAt().plus(FORMER_RETENTION)),
            "attribute_not_exists(customer_id)",
            Map.of()));
    int beyond = next.version() - MOST_VERSIONS;
    if (beyond > 0) {
      String oldest = DashboardItems.former(current.id(), beyond);
      items.add(
          TransactWriteItem.builder()
              .delete(gone -> gone.tableName(tableName).key(DashboardItems.key(customer, oldest)))
              .build());
    }
    return items.toArray(TransactWriteItem[]::new);
  }

  /** What a transaction would make of a dashboard, and whether it did. */
  private record Step(SavedDashboard result, boolean won) {}

  /** A transaction on the expected version. */
  @FunctionalInterface
  private interface Attempt {
    Step of(SavedDashboard current);
  }

  private Optional<Change> change(CustomerId customer, UUID id, int expected, Attempt attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<SavedDashboard> current = table.find(customer, id);
      if (current.isEmpty()) {
        return Optional.empty();
      }
      if (current.get().version() != expected) {
        return Optional.of(new Change(/* made= */ false, current.get()));
      }
      Step step = attempt.of(current.get());
      if (step.won()) {
        return Optional.of(new Change(/* made= */ true, step.result()));
      }
    }
    throw contended();
  }

  private boolean write(TransactWriteItem... items) {
    return DashboardTable.ACCESS.wins(
        () -> dynamo.transactWriteItems(write -> write.transactItems(items)));
  }

  private long count(CustomerId customer) {
    Map<String, AttributeValue> item =
        DashboardTable.ACCESS.available(
            () ->
                dynamo
                    .getItem(
                        get ->
                            get.tableName(tableName)
                                .consistentRead(true)
                                .key(DashboardItems.key(customer, DashboardItems.COUNT)))
                    .item());
    return item.isEmpty() ? 0 : Long.parseLong(item.get(HEADS).n());
  }

  /** Holds the number of dashboards within its bound, whoever adds one at the same time. */
  private TransactWriteItem counted(CustomerId customer, int added) {
    Update.Builder update =
        Update.builder()
            .tableName(tableName)
            .key(DashboardItems.key(customer, DashboardItems.COUNT))
            .updateExpression("ADD heads :added");
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":added", DashboardItems.number(added));
    if (added > 0) {
      update.conditionExpression("attribute_not_exists(heads) OR heads < :most");
      values.put(":most", DashboardItems.number(MOST_DASHBOARDS));
    }
    return TransactWriteItem.builder()
        .update(update.expressionAttributeValues(values).build())
        .build();
  }

  private TransactWriteItem put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    Put.Builder put = Put.builder().tableName(tableName).item(item).conditionExpression(condition);
    if (!values.isEmpty()) {
      put.expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ProblemException contended() {
    return new ProblemException(
        new Problem(
            ErrorCode.STORE_UNAVAILABLE,
            "%d times changed by others meanwhile; retry".formatted(ATTEMPTS)));
  }
}
