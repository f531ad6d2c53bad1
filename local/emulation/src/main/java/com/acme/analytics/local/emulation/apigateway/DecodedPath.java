package com.acme.analytics.local.emulation.apigateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A path as an HTTP API sees it: percent-decoded before a route is looked for (as observed of the
 * service), so that an encoded slash separates segments like any other. Armeria would keep it.
 */
final class DecodedPath {
  private DecodedPath() {}

  /** Decodes a path, in which every percent sign begins an escape, as UTF-8. */
  static String of(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] encoded = path.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%' && i + 2 < encoded.length) {
        decoded.write(
            HexFormat.fromHexDigit(encoded[i + 1]) << 4 | HexFormat.fromHexDigit(encoded[i + 2]));
        i += 2;
      } else {
        decoded.write(encoded[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
