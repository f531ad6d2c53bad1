package com.acme.analytics.functions.query.job;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SQS queue of jobs to do.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * queue can't be reached.
 */
public final class JobQueue {
  private final SqsClient sqs;
  private final String url;

  public JobQueue(SqsClient sqs, String url) {
    this.sqs = Objects.requireNonNull(sqs, "sqs");
    this.url = Objects.requireNonNull(url, "url");
  }

  /** Lets a worker begin the job. */
  public void send(JobReference job) {
    try {
      var unused = sqs.sendMessage(send -> send.queueUrl(url).messageBody(job.toJson()));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  /**
   * Lets a message come again after a while, unless it is deleted before.
   *
   * @param receiptHandle of the message as it was received
   * @param after from now on; rounded up to seconds, at most 12 h
   */
  public void comeAgain(String receiptHandle, Duration after) {
    try {
      var unused =
          sqs.changeMessageVisibility(
              change ->
                  change
                      .queueUrl(url)
                      .receiptHandle(receiptHandle)
                      .visibilityTimeout((int) after.plusMillis(999).toSeconds()));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private static ProblemException unavailable(SdkException cause) {
    return new ProblemException(
        new Problem(ErrorCode.STORE_UNAVAILABLE, "the queue can't be reached; retry"), cause);
  }
}
