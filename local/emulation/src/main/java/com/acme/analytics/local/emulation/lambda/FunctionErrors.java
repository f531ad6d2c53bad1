package com.acme.analytics.local.emulation.lambda;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The errors that Lambda itself reports for a function, in its own words. */
final class FunctionErrors {
  private FunctionErrors() {}

  static InvokeResult.FunctionError timedOut(String requestId, Duration timeout) {
    return error(
        "Sandbox.Timedout",
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            timeout.toMillis() / 1000.0));
  }

  /** The process ended during an invocation. Above 128 an exit status is a signal's number. */
  static InvokeResult.FunctionError exited(String requestId, int exitStatus) {
    String how = exitStatus == 137 ? "signal: killed" : "exit status " + exitStatus;
    return error(
        "Runtime.ExitError",
        "RequestId: %s Error: Runtime exited with error: %s".formatted(requestId, how));
  }

  static InvokeResult.FunctionError initialization(String type, String message) {
    return error(type, message);
  }

  static InvokeResult.FunctionError responseTooLarge() {
    return error(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (%d bytes)."
            .formatted(LambdaService.RESPONSE_BYTES));
  }

  private static InvokeResult.FunctionError error(String type, String message) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("errorType", type).put("errorMessage", message);
    return new InvokeResult.FunctionError(JsonMapper.shared().writeValueAsBytes(json));
  }
}
