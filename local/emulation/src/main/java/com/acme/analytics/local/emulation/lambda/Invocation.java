package com.acme.analytics.local.emulation.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One request to a function, and its result when it comes. */
record Invocation(String requestId, byte[] payload, CompletableFuture<InvokeResult> result) {

  static Invocation of(byte[] payload) {
    return new Invocation(UUID.randomUUID().toString(), payload, new CompletableFuture<>());
  }
}
