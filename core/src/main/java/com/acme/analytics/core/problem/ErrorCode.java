package com.acme.analytics.core.problem;

import java.util.Locale;

/**
 * Every way a request or an event can be refused, with its HTTP status. The name in lower case is
 * the {@code code} of a problem document and of a per-event result; it is part of the API and never
 * changes its meaning.
 */
public enum ErrorCode {
  // The whole request.
  MALFORMED_JSON(400, "The body is not valid JSON"),
  INVALID_ENCODING(400, "The body is not valid UTF-8"),
  NESTED_TOO_DEEPLY(400, "The body is nested too deeply"),
  EMPTY_BATCH(400, "The batch holds no events"),
  INVALID_BATCH(400, "The body is not a batch of events"),
  BATCH_TOO_LARGE(413, "The batch holds too many events"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_CONTENT_TYPE(415, "The content type is not supported"),
  MISSING_API_KEY(401, "The request carries no API key"),
  UNKNOWN_API_KEY(401, "The API key is not known or is revoked"),
  INSUFFICIENT_SCOPE(403, "The API key may not be used for this"),
  RATE_LIMITED(429, "The API key's rate limit is reached; retry later"),
  UNSUPPORTED_CONTENT_ENCODING(415, "The content encoding is not supported"),
  INVALID_COMPRESSION(400, "The body can't be decompressed"),
  INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key header is not valid"),
  INVALID_QUERY(400, "The query is not valid"),
  QUERY_TOO_EXPENSIVE(422, "The query exceeds its limits"),
  NOT_FOUND(404, "There is no such resource"),
  METHOD_NOT_ALLOWED(405, "The resource does not support the method"),
  INVALID_PARAMETER(400, "A parameter of the request is not valid"),
  INVALID_FUNNEL(400, "The funnel is not valid"),
  INVALID_SETTINGS(400, "The settings are not valid"),
  INVALID_SCHEMA(400, "The schema is not valid"),
  INCOMPATIBLE_SCHEMA(409, "The schema breaks what the previous version accepts"),
  SCHEMA_CONFLICT(409, "The schema's version is taken or out of order"),
  OVERLOADED(503, "Too many requests are under way; retry"),
  STREAM_UNAVAILABLE(503, "No event could be stored; retry"),
  STORE_UNAVAILABLE(503, "No store could answer; retry"),
  MALFORMED_REQUEST(400, "The request does not follow its protocol"),
  UNDECLARED_PROPERTY(400, "A property is used that the customer's settings do not declare"),
  TOO_MANY_DEFINITIONS(409, "The customer has as many definitions as it may have"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  HEADERS_TOO_LARGE(431, "The request's headers are too large"),
  INVALID_ALERT_RULE(400, "The alert rule is not valid"),
  NO_RESULT(409, "The job has no result, or none yet"),
  INVALID_DASHBOARD(400, "The dashboard is not valid"),
  PRECONDITION_REQUIRED(428, "The request must say which version it changes"),
  PRECONDITION_FAILED(412, "The resource was changed by another request"),
  INTERNAL(500, "An unexpected error occurred"),

  // One event of a batch; the batch as a whole is answered 202.
  INVALID_EVENT(400, "The event does not have the required form"),
  EVENT_TOO_LARGE(413, "The event is too large"),
  TIMESTAMP_OUT_OF_RANGE(400, "The event's time is outside the accepted range"),
  SCHEMA_VIOLATION(400, "The event violates the customer's schema"),
  NOT_STORED(503, "The event could not be stored; retry it");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status of an answer that carries this code. */
  public int status() {
    return status;
  }

  /** A short sentence, the same for each occurrence. */
  public String title() {
    return title;
  }

  /** The code as it stands in answers, for example {@code malformed_json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
