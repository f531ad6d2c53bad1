package com.acme.analytics.local.console.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a log line by line. Memory is bounded by {@value #MAX_LINE_BYTES} bytes whatever the lines'
 * length; the part of a line beyond that is dropped.
 */
final class LogReader {
  /** Eight times the largest request line and header that web servers take by default. */
  static final int MAX_LINE_BYTES = 64 * 1024;

  private final InputStream in;
  private final long maxBytes;
  private final LogText decoder = new LogText();
  private final byte[] buffer = new byte[64 * 1024];
  private byte[] line = new byte[1024];
  private int position;
  private int limit;
  private long bytesRead;
  private long lineNumber;

  /** Reads at most so many bytes, so that what is appended meanwhile isn't seen. */
  LogReader(InputStream in, long maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The next line; empty at the end. */
  Optional<LogLine> next() throws IOException {
    int length = 0;
    boolean complete = true;
    boolean begun = false;
    while (position < limit || fill()) {
      begun = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int taken = Math.min(end - position, MAX_LINE_BYTES - length);
      complete &= taken == end - position;
      if (length + taken > line.length) {
        line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, Math.max(length + taken, 2 * length)));
      }
      System.arraycopy(buffer, position, line, length, taken);
      length += taken;
      boolean ended = end < limit;
      position = ended ? end + 1 : end;
      if (ended) {
        break;
      }
    }
    return begun ? Optional.of(lineOf(length, complete)) : Optional.empty();
  }

  /** How many bytes were read from the stream so far. */
  long bytesRead() {
    return bytesRead;
  }

  private LogLine lineOf(int length, boolean complete) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    lineNumber++;
    return new LogLine(lineNumber, decoder.decode(line, end), complete);
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, (int) Math.min(buffer.length, maxBytes - bytesRead));
    if (read <= 0) {
      return false;
    }
    position = 0;
    limit = read;
    bytesRead += read;
    return true;
  }
}
