package com.acme.analytics.functions.ingest.rejected;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a body at once, not after a {@code 100 Continue}: objects are small. And a kept connection
 * that S3 has closed fails while it waits for one in a way that the client does not retry.
 */
final class WithoutExpectation implements ExecutionInterceptor {
  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().copy(request -> request.removeHeader("Expect"));
  }
}
