package com.acme.analytics.functions.http;

import java.util.Map;
import java.util.Optional;

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

  /** The value of a header, named in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
