package com.acme.analytics.local.console.replay;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8. Bytes that aren't UTF-8 become {@code \xhh}, which is how web servers themselves
 * write such bytes, so that two different lines never become the same text.
 */
final class LogText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  String decode(byte[] bytes, int length) {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      // Rare, so lines without such bytes don't pay for it.
      return decodeLeniently(ByteBuffer.wrap(bytes, 0, length));
    }
  }

  private String decodeLeniently(ByteBuffer in) {
    StringBuilder text = new StringBuilder(in.remaining() + 16);
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.reset();
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x%02x".formatted(in.get()));
      }
    }
  }
}
