package com.acme.analytics.local.emulation.lambda;

/** What a synchronous invocation gives, as the Invoke operation of Lambda would answer it. */
public sealed interface InvokeResult {

  /** The function's answer. */
  record Success(byte[] payload) implements InvokeResult {}

  /**
   * The function failed: status 200 with {@code X-Amz-Function-Error: Unhandled}.
   *
   * @param payload a JSON object with {@code errorType} and {@code errorMessage}
   */
  record FunctionError(byte[] payload) implements InvokeResult {}

  /**
   * Lambda refused the request and no function ran.
   *
   * @param status HTTP status of the refusal: 413 or 429
   * @param type such as {@code TooManyRequestsException}
   */
  record Refused(int status, String type, String message) implements InvokeResult {}
}
