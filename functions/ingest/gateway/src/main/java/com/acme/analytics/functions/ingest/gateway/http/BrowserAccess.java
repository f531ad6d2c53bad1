package com.acme.analytics.functions.ingest.gateway.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.cors.CorsService;
import java.time.Duration;
import java.util.function.Function;

/**
 * What browsers are told: pages of any origin may post events, since customers' pages are
 * everywhere and the key in the request, not a cookie of ours, says whose the events are.
 */
public final class BrowserAccess {
  private static final Duration PREFLIGHT_AGE = Duration.ofHours(1);

  private BrowserAccess() {}

  /** Decorates the routes that browsers may use. */
  public static Function<? super HttpService, CorsService> decorator() {
    return CorsService.builderForAnyOrigin()
        .allowRequestMethods(HttpMethod.POST)
        .allowRequestHeaders(
            "authorization",
            "content-encoding",
            "content-type",
            "idempotency-key",
            "traceparent",
            "tracestate",
            "x-api-key")
        .exposeHeaders("ratelimit", "ratelimit-policy", "retry-after")
        .maxAge(PREFLIGHT_AGE)
        .newDecorator();
  }
}
