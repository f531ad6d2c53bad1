package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.management.rejected.Resubmission;
import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Outcome;
import com.acme.analytics.functions.ingest.pipeline.Refusal;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import java.util.Objects;
import java.util.Optional;

/** Takes dead letters through the pipeline that refused them. */
final class PipelineResubmission implements Resubmission {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final Ingestion ingestion;

  PipelineResubmission(Ingestion ingestion) {
    this.ingestion = Objects.requireNonNull(ingestion, "ingestion");
  }

  @Override
  public Result resubmit(Credential credential, RejectedEvent event, byte[] body) {
    try {
      return result(ingestion.submit(submission(credential, event, body)));
    } catch (ProblemException e) {
      Problem problem = e.problem();
      int status = problem.code().status();
      return status == TOO_MANY_REQUESTS || status >= SERVER_ERROR
          ? new Result.NotNow(problem)
          : new Result.Refused(problem.code(), problem.pointer(), problem.detail());
    }
  }

  /** The event as it came in: the receive time and the caller are those of the first try. */
  private static Submission submission(Credential credential, RejectedEvent event, byte[] body) {
    return new Submission(
        credential,
        body,
        BatchFormat.SINGLE,
        /* idempotencyKey= */ Optional.empty(),
        event.getReceivedAt(),
        new Caller(
            Objects.requireNonNullElse(event.getClientNetwork(), ""),
            /* forwardedFor= */ "",
            Objects.requireNonNullElse(event.getUserAgent(), "")),
        /* trace= */ Optional.empty(),
        event.getBackfill(),
        Door.REPLAY);
  }

  private static Result result(Outcome outcome) {
    if (outcome.refusals().isEmpty()) {
      return new Result.Accepted();
    }
    Refusal refusal = outcome.refusals().getFirst();
    return switch (refusal.status()) {
      case REJECTED -> new Result.Refused(refusal.code(), refusal.pointer(), refusal.detail());
      case RETRY -> new Result.NotNow(new Problem(refusal.code(), refusal.detail()));
    };
  }
}
