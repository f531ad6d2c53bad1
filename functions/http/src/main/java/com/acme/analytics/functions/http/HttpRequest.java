package com.acme.analytics.functions.http;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A request of the HTTP API, payload format 2.0, as a function sees it.
 *
 * @param routeKey the matched route, for example {@code POST /v2/events}
 * @param headers by lower-case name; repeated headers are joined by commas
 * @param query decoded parameters; repeated parameters are joined by commas
 * @param pathParameters decoded values of the route's placeholders
 * @param body the body's bytes, decoded from base64 where the gateway encoded them
 * @param sourceIp address of the caller as API Gateway saw it
 * @param requestId API Gateway's id of the request
 * @param timeEpochMillis when API Gateway received the request, milliseconds since the epoch
 */
public record HttpRequest(
    String routeKey,
    Map<String, String> headers,
    Map<String, String> query,
    Map<String, String> pathParameters,
    byte[] body,
    String sourceIp,
    String requestId,
    long timeEpochMillis) {
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The value of a header, named in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The route's placeholder {@code id}.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} when it is no UUID
   */
  public UUID id() {
    String id = pathParameters.getOrDefault("id", "");
    if (!ID.matcher(id).matches()) {
      throw new ProblemException(
          new Problem(ErrorCode.INVALID_PARAMETER, "id: not a UUID (expected: one)", "id"));
    }
    return UUID.fromString(id);
  }
}
