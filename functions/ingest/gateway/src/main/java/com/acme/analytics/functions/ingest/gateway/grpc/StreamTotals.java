package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.ingest.v2.BatchResult;
import com.acme.analytics.ingest.v2.IngestResponse;
import com.acme.analytics.ingest.v2.IngestSummary;
import com.acme.analytics.ingest.v2.Result;

/** What the batches of one stream have come to, in bounded memory. Not thread-safe. */
final class StreamTotals {
  /** Keeps the summary well below the 4 MiB that clients take in by default. */
  private static final int LISTED_RESULTS = 1_000;

  private final IngestSummary.Builder summary = IngestSummary.newBuilder();

  void add(IngestResponse response) {
    for (Result result : response.getResultsList()) {
      if (summary.getResultsCount() < LISTED_RESULTS) {
        summary.addResults(
            BatchResult.newBuilder().setBatch(summary.getBatches()).setResult(result));
      } else {
        summary.setUnlisted(summary.getUnlisted() + 1);
      }
      if (result.getStatus() == Result.Status.STATUS_RETRY) {
        summary.setRetry(summary.getRetry() + 1);
      }
    }
    summary
        .setBatches(summary.getBatches() + 1)
        .setAccepted(summary.getAccepted() + response.getAccepted())
        .setRejected(summary.getRejected() + response.getRejected());
  }

  IngestSummary summary() {
    return summary.build();
  }

  /** The numbers alone: trailers are headers, of which clients take in 8 KiB. */
  IngestSummary numbers() {
    return summary
        .clone()
        .setUnlisted(summary.getUnlisted() + summary.getResultsCount())
        .clearResults()
        .build();
  }
}
