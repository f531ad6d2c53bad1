package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.functions.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The key that a request's headers carry: user name of Basic authentication, or our own header. */
final class WriteKey {
  private static final String BASIC = "Basic ";

  private WriteKey() {}

  /** Empty where the headers have none. */
  static Optional<String> of(HttpRequest request) {
    return request
        .header("authorization")
        .flatMap(WriteKey::userName)
        .or(() -> request.header("x-api-key"))
        .filter(key -> !key.isBlank());
  }

  private static Optional<String> userName(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String credentials = new String(decoded, StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return Optional.of(colon < 0 ? credentials : credentials.substring(0, colon))
          .filter(user -> !user.isBlank());
    } catch (IllegalArgumentException e) {
      // No base64: as good as no key, and answered so.
      return Optional.empty();
    }
  }
}
