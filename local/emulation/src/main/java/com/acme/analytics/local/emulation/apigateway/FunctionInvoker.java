package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import java.util.concurrent.CompletableFuture;

/** Invokes the function behind a route. */
@FunctionalInterface
public interface FunctionInvoker {
  /** A synchronous invocation of Lambda, as a future. */
  CompletableFuture<InvokeResult> invoke(String functionName, byte[] payload);
}
