package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.functions.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The key of a request: user name of Basic authentication, or a member of the body. */
final class WriteKey {
  private static final String BASIC = "Basic ";

  private WriteKey() {}

  /** Blank where the request has none. */
  static String of(HttpRequest request, SegmentBody body) {
    return request
        .header("authorization")
        .flatMap(WriteKey::userName)
        .or(body::writeKey)
        .or(() -> request.header("x-api-key"))
        .orElse("");
  }

  private static Optional<String> userName(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String credentials = new String(decoded, StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return Optional.of(colon < 0 ? credentials : credentials.substring(0, colon));
    } catch (IllegalArgumentException e) {
      // No base64: as good as no key, and answered so.
      return Optional.empty();
    }
  }
}
