package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobKind;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobReference;
import com.acme.analytics.functions.query.job.JobTable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a customer does with its jobs of one kind. A job of another kind or of another customer is
 * not there.
 */
record OwnedJobs(JobKind kind, JobTable jobs, JobQueue queue, QueryTelemetry telemetry) {
  /**
   * Queues a job.
   *
   * @param request JSON that a worker can read
   */
  Job submit(CustomerId customer, String request, Instant now) {
    Job job = Job.queued(customer, UUID.randomUUID(), kind, request, now);
    jobs.add(job);
    try {
      queue.send(new JobReference(customer, job.id()));
    } catch (ProblemException e) {
      // Nobody will begin it, and nobody knows its id.
      jobs.cancel(job, now);
      throw e;
    }
    telemetry.submitted(job);
    return job;
  }

  /**
   * The job that a request names.
   *
   * @throws ProblemException {@link ErrorCode#NOT_FOUND} when there is none
   */
  Job find(CustomerId customer, HttpRequest request, Instant now) {
    return find(customer, id(request.pathParameters().getOrDefault("id", "")), now);
  }

  /** Cancels a job; what has ended already stays as it is. */
  Job cancel(Job job, Instant now) {
    if (jobs.cancel(job, now)) {
      telemetry.cancelled(job);
    }
    return find(job.customer(), job.id(), now);
  }

  private Job find(CustomerId customer, UUID id, Instant now) {
    return jobs.find(customer, id, now)
        .filter(job -> job.kind() == kind)
        .orElseThrow(OwnedJobs::unknown);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(unknown().problem(), e);
    }
  }

  /** Of a job that is not there, or not any more. */
  static ProblemException unknown() {
    return new ProblemException(
        new Problem(
            ErrorCode.NOT_FOUND, "id: not known (expected: a job's of the last 24 hours)", "id"));
  }
}
