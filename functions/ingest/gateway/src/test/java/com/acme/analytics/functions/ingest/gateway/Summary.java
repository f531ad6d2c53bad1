package com.acme.analytics.functions.ingest.gateway;

import com.acme.analytics.ingest.v2.IngestSummary;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What a stream's client gets in the end. */
final class Summary implements StreamObserver<IngestSummary> {
  private final CompletableFuture<IngestSummary> summary = new CompletableFuture<>();

  @Override
  public void onNext(IngestSummary value) {
    summary.complete(value);
  }

  @Override
  public void onError(Throwable failure) {
    summary.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {}

  IngestSummary await() {
    return summary.orTimeout(20, TimeUnit.SECONDS).join();
  }

  StatusRuntimeException awaitFailure() throws Exception {
    try {
      throw new AssertionError("no failure but " + summary.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return (StatusRuntimeException) e.getCause();
    }
  }
}
