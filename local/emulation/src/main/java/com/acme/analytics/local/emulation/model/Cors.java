package com.acme.analytics.local.emulation.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The CORS configuration of an HTTP API; an empty list leaves its header out. */
public record Cors(
    List<String> allowOrigins,
    List<String> allowMethods,
    List<String> allowHeaders,
    List<String> exposeHeaders,
    Optional<Duration> maxAge,
    boolean allowCredentials) {}
