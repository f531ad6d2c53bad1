package com.acme.analytics.local.emulation.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A route of an HTTP API with its Lambda integration (payload format 2.0).
 *
 * @param key {@code "POST /v2/events"}, {@code "ANY /files/{path+}"} or {@code "$default"}
 * @param functionName the function that the integration invokes
 * @param timeout of the integration, at most 30 s
 * @param authorizer empty for a route that anyone may call
 * @param scopes of which a token must have one; none means any valid token will do
 */
public record Route(
    String key,
    String functionName,
    Duration timeout,
    Optional<JwtAuthorizer> authorizer,
    List<String> scopes) {}
