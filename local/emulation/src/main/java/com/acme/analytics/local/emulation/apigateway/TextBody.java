package com.acme.analytics.local.emulation.apigateway;

import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which request bodies reach a function as text. The documentation says that a body of a binary
 * content type is base64 without listing those types; observed of the service, text is {@code
 * text/*} and the three types here, and everything else is binary: NDJSON, forms, other {@code
 * +json} types, and a body without a content type. What the service does with a body of a text type
 * that is compressed or not UTF-8 is said nowhere; here it is base64, so that no byte is lost on
 * the way. The service decompresses nothing: only REST APIs do.
 */
final class TextBody {
  private static final Set<String> TEXT_TYPES =
      Set.of("application/json", "application/javascript", "application/xml");

  private TextBody() {}

  static boolean isText(RequestHeaders headers, byte[] body) {
    MediaType contentType = headers.contentType();
    return contentType != null
        && headers.get("content-encoding", "identity").equalsIgnoreCase("identity")
        && (contentType.type().equals("text")
            || TEXT_TYPES.contains(contentType.type() + "/" + contentType.subtype()))
        && isUtf8(body);
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
