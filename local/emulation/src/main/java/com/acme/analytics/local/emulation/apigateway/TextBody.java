package com.acme.analytics.local.emulation.apigateway;

import com.linecorp.armeria.common.MediaType;
import java.util.Set;

/**
 * Which request bodies reach a function as text. The documentation says that a body of a binary
 * content type is base64 without listing those types; observed of the service, text is {@code
 * text/*} and the three types here, and everything else is binary: NDJSON, forms, other {@code
 * +json} types, and a body without a content type.
 */
final class TextBody {
  private static final Set<String> TEXT_TYPES =
      Set.of("application/json", "application/javascript", "application/xml");

  private TextBody() {}

  static boolean isText(MediaType contentType) {
    return contentType != null
        && (contentType.type().equals("text")
            || TEXT_TYPES.contains(contentType.type() + "/" + contentType.subtype()));
  }
}
