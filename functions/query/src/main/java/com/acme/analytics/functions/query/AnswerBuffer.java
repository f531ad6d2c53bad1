package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * Holds an answer, which a function can't stream, and refuses one that is too large. In Lambda's
 * response the answer is a JSON string, in which quotes and backslashes take two bytes.
 */
final class AnswerBuffer extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
  private final int maxBytes;
  private int size;

  AnswerBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void write(int value) {
    grow(cost((byte) value));
    bytes.write(value);
  }

  @Override
  public void write(byte[] values, int offset, int length) {
    int added = 0;
    for (int i = offset; i < offset + length; i++) {
      added += cost(values[i]);
    }
    grow(added);
    bytes.write(values, offset, length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void grow(int added) {
    size += added;
    if (size > maxBytes) {
      throw new ProblemException(
          new Problem(
              ErrorCode.QUERY_TOO_EXPENSIVE,
              "the answer is over %d MB (expected: a lower limit, fewer dimensions or a coarser"
                      .formatted((maxBytes + (1 << 20) - 1) >> 20)
                  + " granularity)",
              "limit"));
    }
  }

  private static int cost(byte value) {
    return value == '"' || value == '\\' ? 2 : 1;
  }
}
