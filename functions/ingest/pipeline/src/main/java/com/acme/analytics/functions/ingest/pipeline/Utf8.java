package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks that a body is UTF-8, strictly: JSON parsers let overlong and surrogate forms pass. */
final class Utf8 {
  private static final int CHUNK_CHARS = 8 * 1024;
  private static final int BYTE_ORDER_MARK_BYTES = 3;

  private Utf8() {}

  /**
   * Where the text begins: after a byte order mark, if there is one.
   *
   * @throws ProblemException with {@link ErrorCode#INVALID_ENCODING}
   */
  static int validate(byte[] body) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer scratch = CharBuffer.allocate(Math.min(CHUNK_CHARS, body.length + 1));
    CoderResult result;
    do {
      scratch.clear();
      result = decoder.decode(in, scratch, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_ENCODING,
              "byte %d: 0x%02X (expected: UTF-8)".formatted(in.position(), body[in.position()])));
    }
    return beginsWithByteOrderMark(body) ? BYTE_ORDER_MARK_BYTES : 0;
  }

  private static boolean beginsWithByteOrderMark(byte[] body) {
    return body.length >= BYTE_ORDER_MARK_BYTES
        && body[0] == (byte) 0xEF
        && body[1] == (byte) 0xBB
        && body[2] == (byte) 0xBF;
  }
}
