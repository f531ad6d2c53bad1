package com.acme.analytics.benchmarks.ingest;

import java.util.concurrent.CompletableFuture;

/** Sends batches to whatever is measured. Safe for use by several threads. */
@FunctionalInterface
interface Sender {
  /** Sends one batch; completes once all of it is stored, exceptionally where any isn't. */
  CompletableFuture<Void> send();
}
