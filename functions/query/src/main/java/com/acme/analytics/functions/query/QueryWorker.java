package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.query.export.ExportWork;
import com.acme.analytics.functions.query.job.Claim;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobKind;
import com.acme.analytics.functions.query.job.JobLostException;
import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobReference;
import com.acme.analytics.functions.query.job.JobResult;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.job.ResultBucket;
import com.acme.analytics.functions.query.job.ResultPages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does jobs. While a query runs, the worker renews its lease on the job and the message's
 * invisibility, so that both end soon after the worker has died; another worker begins again then.
 * Whoever has lost the job, to another or because it was cancelled, stops its statements and says
 * nothing.
 */
final class QueryWorker {
  /** What is left of the worker's time is for writing the result. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  /**
   * Half of what the hot tier holds more than it answers for. Later, a range that the hot tier held
   * when the query was sent would begin in another tier.
   */
  private static final Duration PLANNED_AS_SENT = Duration.ofMinutes(30);

  private static final Problem TOO_LONG =
      new Problem(
          ErrorCode.QUERY_TOO_EXPENSIVE,
          "the query took too long (expected: a shorter range, fewer dimensions or more"
              + " filters)");

  private final JobTable jobs;
  private final JobQueue queue;
  private final ResultBucket results;
  private final QueryRequests requests;
  private final RequestAnswers answers;
  private final ExportWork exports;
  private final QueryTelemetry telemetry;
  private final WorkerTimes times;
  private final Clock clock;

  QueryWorker(
      JobTable jobs,
      JobQueue queue,
      ResultBucket results,
      QueryRequests requests,
      RequestAnswers answers,
      ExportWork exports,
      QueryTelemetry telemetry,
      WorkerTimes times,
      Clock clock) {
    this.jobs = jobs;
    this.queue = queue;
    this.results = results;
    this.requests = requests;
    this.answers = answers;
    this.exports = exports;
    this.telemetry = telemetry;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Does what a message asks for.
   *
   * @param until when the worker itself is ended
   * @return whether the message is done with; else it comes again
   * @throws IllegalArgumentException when it is not a job's message
   * @throws ProblemException when the table or the queue can't be reached
   */
  boolean work(JobMessage message, Instant until) throws InterruptedException {
    JobReference reference = JobReference.parse(message.body());
    Instant now = clock.instant();
    return switch (jobs.claim(reference.customer(), reference.id(), now, now.plus(times.lease()))) {
      case Claim.Over() -> true;
      case Claim.Busy(Instant otherUntil) -> {
        queue.comeAgain(message.receiptHandle(), Duration.between(now, otherUntil));
        yield false;
      }
      case Claim.Taken(Job job) -> {
        queue.comeAgain(message.receiptHandle(), times.lease());
        yield job.attempt() > job.kind().maxAttempts() ? givenUp(job) : done(job, message, until);
      }
    };
  }

  private boolean givenUp(Job job) {
    fail(
        job,
        new ProblemException(
            new Problem(
                ErrorCode.QUERY_TOO_EXPENSIVE,
                "the query was begun %d times and never ended (expected: a shorter range)"
                    .formatted(job.kind().maxAttempts()))));
    return true;
  }

  private boolean done(Job job, JobMessage message, Instant until) throws InterruptedException {
    SliceProgress progress = new SliceProgress();
    FutureTask<Outcome> working = new FutureTask<>(() -> outcome(job, progress));
    Thread.ofVirtual().name("query-" + job.id()).start(working);
    try {
      Outcome outcome = await(working, job, message, progress, until);
      if (jobs.succeed(job, progress.now(), outcome.result(), clock.instant())) {
        telemetry.succeeded(job, outcome.result().rows(), outcome.elapsedMillis());
      }
      return true;
    } catch (JobLostException e) {
      telemetry.lost(job);
      return true;
    } catch (ProblemException e) {
      return failed(job, message, e);
    } finally {
      working.cancel(true);
    }
  }

  private Outcome outcome(Job job, SliceProgress progress) {
    long begun = System.nanoTime();
    JobResult result =
        switch (job.kind()) {
          case QUERY -> results.write(job, ResultPages.of(answer(job, progress).body()));
          case EXPORT -> exports.write(job, progress::planned, progress::sliceAnswered);
        };
    return new Outcome(result, Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  private Answer answer(Job job, SliceProgress progress) {
    byte[] body = job.query().getBytes(StandardCharsets.UTF_8);
    // What the query leaves out was meant as of when it was sent.
    RequestedQuery asked = requests.read(body, job.created()).asked();
    Instant now = clock.instant();
    boolean fresh = now.isBefore(job.created().plus(PLANNED_AS_SENT));
    return answers.answer(job.customer(), asked, fresh ? job.created() : now, progress);
  }

  private Outcome await(
      FutureTask<Outcome> working,
      Job job,
      JobMessage message,
      SliceProgress progress,
      Instant until)
      throws InterruptedException {
    Instant deadline = until.minus(RESERVE);
    while (clock.instant().isBefore(deadline)) {
      try {
        return working.get(times.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        beat(job, message, progress);
      } catch (ExecutionException e) {
        throw switch (e.getCause()) {
          case ProblemException problem -> problem;
          case JobLostException lost -> lost;
          case Throwable cause ->
              new ProblemException(
                  new Problem(ErrorCode.INTERNAL, "job %s failed".formatted(job.id())), cause);
        };
      }
    }
    throw new ProblemException(TOO_LONG);
  }

  private void beat(Job job, JobMessage message, SliceProgress progress) {
    try {
      if (!jobs.renew(job, progress.now(), clock.instant().plus(times.lease()))) {
        throw new JobLostException();
      }
      queue.comeAgain(message.receiptHandle(), times.lease());
    } catch (ProblemException e) {
      // The lease is longer than one heartbeat; should it end, the job's end is refused.
      telemetry.refused(e);
    }
  }

  /** A store that does not answer now may later, and an export goes on with its next part. */
  private boolean failed(Job job, JobMessage message, ProblemException failure) {
    boolean mayPass =
        failure.problem().code() == ErrorCode.STORE_UNAVAILABLE
            || (job.kind() == JobKind.EXPORT && failure.problem().equals(TOO_LONG));
    if (!mayPass || job.attempt() == job.kind().maxAttempts()) {
      fail(job, failure);
      return true;
    }
    telemetry.refused(failure);
    if (!jobs.release(job)) {
      telemetry.lost(job);
      return true;
    }
    queue.comeAgain(message.receiptHandle(), times.pause());
    return false;
  }

  private void fail(Job job, ProblemException failure) {
    if (jobs.fail(job, failure.problem(), clock.instant())) {
      telemetry.failed(job, failure);
    }
  }

  /**
   * What a job has come to.
   *
   * @param elapsedMillis of this attempt
   */
  private record Outcome(JobResult result, long elapsedMillis) {}
}
