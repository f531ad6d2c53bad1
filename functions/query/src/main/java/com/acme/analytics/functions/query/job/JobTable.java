package com.acme.analytics.functions.query.job;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The DynamoDB table of jobs: {@code customer_id} (partition key) and {@code job_id} (sort key).
 * Every change is conditional on the state it starts from, so of two that can't both be, one
 * happens. Only the newest attempt may renew or end a job. An expired job is not there, whether or
 * not TTL has swept it.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * table can't be reached.
 */
public final class JobTable {
  private static final String OURS = "#status = :running AND attempt = :attempt";

  private final DynamoDbClient dynamo;
  private final String name;

  public JobTable(DynamoDbClient dynamo, String name) {
    this.dynamo = Objects.requireNonNull(dynamo, "dynamo");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Adds a job that waits for its first worker. */
  public void add(Job queued) {
    available(
        () ->
            dynamo.putItem(
                put ->
                    put.tableName(name)
                        .item(JobItem.of(queued))
                        .conditionExpression("attribute_not_exists(job_id)")));
  }

  /** A customer's job; empty when there is none, or none any more. */
  public Optional<Job> find(CustomerId customer, UUID id, Instant now) {
    Map<String, AttributeValue> item =
        available(
            () ->
                dynamo
                    .getItem(
                        get ->
                            get.tableName(name).consistentRead(true).key(JobItem.key(customer, id)))
                    .item());
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(JobItem.read(item)).filter(job -> job.expires().isAfter(now));
  }

  /**
   * Begins a job that waits, or whose worker's lease has ended.
   *
   * @param leaseUntil when others may take it from this worker
   */
  public Claim claim(CustomerId customer, UUID id, Instant now, Instant leaseUntil) {
    try {
      Map<String, AttributeValue> item =
          available(
              () ->
                  dynamo
                      .updateItem(
                          update ->
                              update
                                  .tableName(name)
                                  .key(JobItem.key(customer, id))
                                  .updateExpression(
                                      "SET #status = :running, attempt = attempt + :one,"
                                          + " started_at = if_not_exists(started_at, :now),"
                                          + " lease_until = :lease, slices_done = :zero")
                                  .conditionExpression(
                                      "expires_at > :seconds AND (#status = :queued"
                                          + " OR (#status = :running AND lease_until <= :now))")
                                  .expressionAttributeNames(Map.of("#status", "status"))
                                  .expressionAttributeValues(
                                      Map.of(
                                          ":running", status(JobStatus.RUNNING),
                                          ":queued", status(JobStatus.QUEUED),
                                          ":one", JobItem.number(1),
                                          ":zero", JobItem.number(0),
                                          ":now", millis(now),
                                          ":seconds", JobItem.number(now.getEpochSecond()),
                                          ":lease", millis(leaseUntil)))
                                  .returnValues(ReturnValue.ALL_NEW)
                                  .returnValuesOnConditionCheckFailure(
                                      ReturnValuesOnConditionCheckFailure.ALL_OLD))
                      .attributes());
      return new Claim.Taken(JobItem.read(item));
    } catch (ConditionalCheckFailedException e) {
      return notTaken(e.hasItem() ? e.item() : Map.of(), now);
    }
  }

  private static Claim notTaken(Map<String, AttributeValue> item, Instant now) {
    boolean running =
        !item.isEmpty()
            && JobItem.read(item).status() == JobStatus.RUNNING
            && JobItem.read(item).expires().isAfter(now);
    return running ? new Claim.Busy(JobItem.leaseUntil(item).orElse(now)) : new Claim.Over();
  }

  /**
   * Says that the worker is alive.
   *
   * @return whether the job is still the worker's: not when it was cancelled or taken by another
   */
  public boolean renew(Job taken, JobProgress progress, Instant leaseUntil) {
    return update(
        taken,
        "SET lease_until = :lease, slices_done = :done, slices = :slices",
        OURS,
        Map.of(
            ":running", status(JobStatus.RUNNING),
            ":attempt", JobItem.number(taken.attempt()),
            ":lease", millis(leaseUntil),
            ":done", JobItem.number(progress.done()),
            ":slices", JobItem.number(progress.slices())));
  }

  /**
   * Keeps what the next attempt need not do again.
   *
   * @param checkpoint JSON, at most 300 KB
   * @throws JobLostException when the job was cancelled or taken by another
   */
  public void keep(Job taken, String checkpoint) {
    boolean kept =
        update(
            taken,
            "SET checkpoint = :checkpoint",
            OURS,
            Map.of(
                ":running", status(JobStatus.RUNNING),
                ":attempt", JobItem.number(taken.attempt()),
                ":checkpoint", AttributeValue.fromS(checkpoint)));
    if (!kept) {
      throw new JobLostException();
    }
  }

  /**
   * Lets another attempt begin.
   *
   * @return whether the job was the worker's
   */
  public boolean release(Job taken) {
    return update(
        taken,
        "SET #status = :queued REMOVE lease_until",
        OURS,
        Map.of(
            ":queued", status(JobStatus.QUEUED),
            ":running", status(JobStatus.RUNNING),
            ":attempt", JobItem.number(taken.attempt())));
  }

  /**
   * Ends the job with the result of this attempt.
   *
   * @return whether it has: not when it was cancelled or taken by another meanwhile
   */
  public boolean succeed(Job taken, JobProgress progress, JobResult result, Instant now) {
    Map<String, AttributeValue> values = ending(taken, JobStatus.SUCCEEDED, now);
    values.put(":done", JobItem.number(progress.done()));
    values.put(":slices", JobItem.number(progress.slices()));
    values.put(":pages", JobItem.number(result.pages()));
    values.put(":rows", JobItem.number(result.rows()));
    return update(
        taken,
        "SET #status = :end, finished_at = :now, slices_done = :done, slices = :slices,"
            + " pages = :pages, result_rows = :rows REMOVE lease_until",
        OURS,
        values);
  }

  /**
   * Ends the job without a result.
   *
   * @return whether it has, as with {@link #succeed}
   */
  public boolean fail(Job taken, Problem problem, Instant now) {
    Map<String, AttributeValue> values = ending(taken, JobStatus.FAILED, now);
    values.put(
        ":problem", AttributeValue.fromS(new String(problem.toJson(), StandardCharsets.UTF_8)));
    return update(
        taken,
        "SET #status = :end, finished_at = :now, problem = :problem REMOVE lease_until",
        OURS,
        values);
  }

  /**
   * Cancels a job that has not ended; its worker learns of it at its next renewal.
   *
   * @return whether it was cancelled now: not when it had ended already
   */
  public boolean cancel(Job job, Instant now) {
    return update(
        job,
        "SET #status = :cancelled, finished_at = :now REMOVE lease_until",
        "#status = :queued OR #status = :running",
        Map.of(
            ":cancelled", status(JobStatus.CANCELLED),
            ":queued", status(JobStatus.QUEUED),
            ":running", status(JobStatus.RUNNING),
            ":now", millis(now)));
  }

  private static Map<String, AttributeValue> ending(Job taken, JobStatus end, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":end", status(end));
    values.put(":running", status(JobStatus.RUNNING));
    values.put(":attempt", JobItem.number(taken.attempt()));
    values.put(":now", millis(now));
    return values;
  }

  private boolean update(
      Job job, String update, String condition, Map<String, AttributeValue> values) {
    try {
      available(
          () ->
              dynamo.updateItem(
                  request ->
                      request
                          .tableName(name)
                          .key(JobItem.key(job.customer(), job.id()))
                          .updateExpression(update)
                          .conditionExpression(condition)
                          .expressionAttributeNames(Map.of("#status", "status"))
                          .expressionAttributeValues(values)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static AttributeValue status(JobStatus status) {
    return AttributeValue.fromS(status.code());
  }

  private static AttributeValue millis(Instant time) {
    return JobItem.number(time.toEpochMilli());
  }

  private static <T> T available(Supplier<T> access) {
    try {
      return access.get();
    } catch (ConditionalCheckFailedException e) {
      throw e;
    } catch (SdkException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the jobs can't be reached; retry"), e);
    }
  }
}
