package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.model.Cors;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.List;
import java.util.Optional;

/**
 * CORS as an HTTP API does it: it answers preflight requests that no route takes, and replaces a
 * function's CORS headers by those of the configuration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">the
 *     documentation</a>
 */
final class CorsPolicy {
  private static final String PREFIX = "access-control-";
  private final Optional<Cors> cors;

  CorsPolicy(Optional<Cors> cors) {
    this.cors = cors;
  }

  boolean isPreflight(RequestHeaders request) {
    return cors.isPresent()
        && request.method().name().equals("OPTIONS")
        && request.contains("origin")
        && request.contains("access-control-request-method");
  }

  void decorate(RequestHeaders request, boolean preflight, HttpHeadersBuilder response) {
    if (cors.isEmpty()) {
      return;
    }
    List<String> own =
        response.names().stream()
            .map(Object::toString)
            .filter(name -> name.startsWith(PREFIX))
            .toList();
    own.forEach(response::remove);
    Optional<String> origin = allowedOrigin(cors.get(), request.get("origin"));
    if (origin.isEmpty()) {
      return;
    }
    response.set("access-control-allow-origin", origin.get());
    if (cors.get().allowCredentials()) {
      response.set("access-control-allow-credentials", "true");
    }
    setList(response, "access-control-expose-headers", cors.get().exposeHeaders());
    if (preflight) {
      setList(response, "access-control-allow-methods", cors.get().allowMethods());
      setList(response, "access-control-allow-headers", cors.get().allowHeaders());
      cors.get()
          .maxAge()
          .ifPresent(age -> response.set("access-control-max-age", Long.toString(age.toSeconds())));
    }
  }

  private static Optional<String> allowedOrigin(Cors cors, String origin) {
    if (origin == null) {
      return Optional.empty();
    }
    if (cors.allowOrigins().contains("*")) {
      return Optional.of("*");
    }
    return cors.allowOrigins().contains(origin) ? Optional.of(origin) : Optional.empty();
  }

  private static void setList(HttpHeadersBuilder response, String name, List<String> values) {
    if (!values.isEmpty()) {
      response.set(name, String.join(",", values));
    }
  }
}
