package com.acme.analytics.functions.definitions;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Access to DynamoDB that may fail.
 *
 * @param content what can't be reached then, such as {@code the definitions}
 */
public record TableAccess(String content) {
  /** DynamoDB's own bound on the items of one request. */
  private static final int BATCH = 100;

  public TableAccess {
    Objects.requireNonNull(content, "content");
  }

  /**
   * What the access comes to.
   *
   * @throws ProblemException of {@link ErrorCode#STORE_UNAVAILABLE} when there is no answer, or a
   *     refusal, which is the cause then
   */
  public <T> T available(Supplier<T> access) {
    try {
      return access.get();
    } catch (SdkException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, content + " can't be reached; retry"), e);
    }
  }

  /**
   * Makes a change that rests on what was read before.
   *
   * @return whether it is made: not when another was since, or is under way
   */
  public boolean wins(Runnable transaction) {
    try {
      return available(
          () -> {
            transaction.run();
            return true;
          });
    } catch (ProblemException e) {
      if (e.getCause() instanceof TransactionCanceledException cancelled && isRace(cancelled)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * The items that there are of these keys, in no order: one request for each hundred, read
   * strongly consistent.
   *
   * @param keys no two the same
   */
  public List<Map<String, AttributeValue>> items(
      DynamoDbClient dynamo, String table, Collection<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> all = List.copyOf(keys);
    List<Map<String, AttributeValue>> found = new ArrayList<>(all.size());
    for (int start = 0; start < all.size(); start += BATCH) {
      List<Map<String, AttributeValue>> batch =
          all.subList(start, Math.min(start + BATCH, all.size()));
      Map<String, KeysAndAttributes> wanted =
          Map.of(table, KeysAndAttributes.builder().keys(batch).consistentRead(true).build());
      // What is throttled or beyond 16 MB comes back as not processed.
      while (!wanted.isEmpty()) {
        Map<String, KeysAndAttributes> request = wanted;
        BatchGetItemResponse answer =
            available(() -> dynamo.batchGetItem(get -> get.requestItems(request)));
        found.addAll(answer.responses().getOrDefault(table, List.of()));
        wanted = answer.unprocessedKeys();
      }
    }
    return found;
  }

  private static boolean isRace(TransactionCanceledException cancelled) {
    return cancelled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch(
            code -> code.equals("ConditionalCheckFailed") || code.equals("TransactionConflict"));
  }
}
