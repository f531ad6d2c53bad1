package com.acme.analytics.local.emulation.apigateway;

/**
 * The answers of an HTTP API that no function gives, in its words.
 *
 * <p>500 and 502 are as documented for Lambda integrations: 500 where Lambda rejects the request
 * (throttling included), 502 where the function fails or its answer has the wrong form. The message
 * is that of HTTP APIs. That an integration timeout is a 503, and that too large a body is a 413 at
 * either limit (10 MB here, 6 MB in Lambda), is not documented but observed of the service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html">Handling
 *     Lambda errors with an API Gateway API</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html">Troubleshooting
 *     issues with HTTP API Lambda integrations</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">Quotas
 *     of HTTP APIs</a>
 */
enum GatewayAnswer {
  UNAUTHORIZED(401, "Unauthorized"),
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "Not Found"),
  REQUEST_TOO_LONG(413, "Request Too Long"),
  HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
  REJECTED_BY_LAMBDA(500, "Internal Server Error"),
  FUNCTION_FAILED(502, "Internal Server Error"),
  TIMED_OUT(503, "Service Unavailable");

  private final int status;
  private final String message;

  GatewayAnswer(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String body() {
    return "{\"message\":\"" + message + "\"}";
  }
}
