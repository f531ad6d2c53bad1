package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.trace.Trace;
import com.clickhouse.client.api.ServerException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * One line of log and a few metrics for each request. Values of filters and rows never get here:
 * they may be of persons.
 */
final class QueryTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(QueryTelemetry.class);

  private final Metrics metrics;

  QueryTelemetry(Metrics metrics) {
    this.metrics = metrics;
  }

  void answered(CustomerId customer, Answer answer) {
    metrics.addMetric("acme_query_answered_count", 1, MetricUnit.COUNT);
    metrics.addMetric("acme_query_rows_count", answer.rows(), MetricUnit.COUNT);
    metrics.addMetric("acme_query_body_bytes", answer.body().length, MetricUnit.BYTES);
    metrics.addMetric(
        "acme_query_elapsed_ms", (double) answer.elapsedMillis(), MetricUnit.MILLISECONDS);
    LOG.info(
        "answered customer {} with {} rows in {} ms",
        customer,
        answer.rows(),
        answer.elapsedMillis());
  }

  /** Ids are the customer's own and say nothing of a person, so the log may name them. */
  void traced(CustomerId customer, Trace trace, long elapsedMillis) {
    String status = trace.status().name().toLowerCase(Locale.ROOT);
    metrics.addMetric("acme_trace_" + status + "_count", 1, MetricUnit.COUNT);
    metrics.addMetric("acme_trace_elapsed_ms", (double) elapsedMillis, MetricUnit.MILLISECONDS);
    LOG.info("traced event {} of {}: {}", trace.eventId(), customer, status);
  }

  void funnelled(CustomerId customer, FunnelAnswer answer) {
    metrics.addMetric("acme_funnel_answered_count", 1, MetricUnit.COUNT);
    metrics.addMetric(
        "acme_funnel_elapsed_ms", (double) answer.meta().elapsedMillis(), MetricUnit.MILLISECONDS);
    LOG.info(
        "answered customer {} with funnel {} in {} ms",
        customer,
        answer.funnel().id(),
        answer.meta().elapsedMillis());
  }

  void submitted(Job job) {
    metrics.addMetric("acme_query_job_submitted_count", 1, MetricUnit.COUNT);
    LOG.info("job {} of customer {} is queued", job.id(), job.customer());
  }

  void cancelled(Job job) {
    metrics.addMetric("acme_query_job_cancelled_count", 1, MetricUnit.COUNT);
    LOG.info("job {} of customer {} is cancelled", job.id(), job.customer());
  }

  void succeeded(Job job, int rows, long elapsedMillis) {
    metrics.addMetric("acme_query_job_succeeded_count", 1, MetricUnit.COUNT);
    metrics.addMetric("acme_query_job_elapsed_ms", (double) elapsedMillis, MetricUnit.MILLISECONDS);
    LOG.info(
        "job {} of customer {} has {} rows after {} ms",
        job.id(),
        job.customer(),
        rows,
        elapsedMillis);
  }

  void failed(Job job, ProblemException failure) {
    metrics.addMetric("acme_query_job_failed_count", 1, MetricUnit.COUNT);
    LOG.warn("job {} of customer {} has failed", job.id(), job.customer());
    refused(failure);
  }

  /** A worker whose job was cancelled, or is another's. */
  void lost(Job job) {
    metrics.addMetric("acme_query_job_lost_count", 1, MetricUnit.COUNT);
    LOG.info("attempt {} of job {} is stopped", job.attempt(), job.id());
  }

  /** A store, or the archive of refused events, that a trace goes without. */
  void silent(ProblemException failure) {
    metrics.addMetric("acme_trace_silent_count", 1, MetricUnit.COUNT);
    LOG.error("no answer to a trace: {}: {}", failure.problem().detail(), cause(failure));
  }

  /** A tier whose part of an answer was computed before. */
  void remembered(String tier) {
    metrics.addMetric("acme_query_cached_" + tier + "_count", 1, MetricUnit.COUNT);
  }

  /** A tier that an answer goes without. */
  void unavailable(String tier, ProblemException failure) {
    metrics.addMetric("acme_query_unavailable_" + tier + "_count", 1, MetricUnit.COUNT);
    LOG.error("no answer of the tier {}: {}", tier, cause(failure));
  }

  /** Callers' mistakes are counted; what we failed at is logged with its cause. */
  void refused(ProblemException refusal) {
    var code = refusal.problem().code();
    metrics.addMetric("acme_query_refused_count", 1, MetricUnit.COUNT);
    metrics.addMetric("acme_query_refused_" + code.code() + "_count", 1, MetricUnit.COUNT);
    if (code.status() >= 500) {
      LOG.error("refused {}: {}", code.code(), cause(refusal));
    } else {
      LOG.info("refused {} at {}", code.code(), refusal.problem().pointer());
    }
  }

  /** ClickHouse's messages quote values of queries, so of its refusals only the code is kept. */
  private static String cause(Throwable failure) {
    StringBuilder causes = new StringBuilder();
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      causes.append(cause.getClass().getName());
      if (cause instanceof ServerException refusal) {
        causes.append(" code ").append(refusal.getCode());
      }
      StackTraceElement[] frames = cause.getStackTrace();
      if (frames.length > 0) {
        causes.append(" at ").append(frames[0]);
      }
      causes.append("; ");
    }
    return causes.toString();
  }
}
