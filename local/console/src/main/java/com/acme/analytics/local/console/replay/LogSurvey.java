package com.acme.analytics.local.console.replay;

import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a first reading of a log finds out; the second sends the events.
 *
 * @param digest SHA-256 of the unpacked log in hexadecimal, the same for a log and its gzip
 * @param bytes length of the unpacked log
 * @param readable lines in the combined format
 * @param unreadable other lines
 * @param lastTime time of the last readable line; empty when there is none
 */
record LogSurvey(
    String digest, long bytes, long readable, long unreadable, Optional<OffsetDateTime> lastTime) {

  /** Reads the whole log, keeping its unreadable lines. */
  static LogSurvey of(LogFile log, CombinedLogParser parser, UnreadableLines kept)
      throws IOException {
    MessageDigest sha256 = sha256();
    long readable = 0;
    OffsetDateTime lastTime = null;
    try (DigestInputStream in = new DigestInputStream(log.open(), sha256)) {
      LogReader reader = new LogReader(in, Long.MAX_VALUE);
      for (Optional<LogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        try {
          lastTime = parser.parse(line.get()).time();
          readable++;
        } catch (UnreadableLineException e) {
          kept.add(line.get(), e.getMessage());
        }
      }
      return new LogSurvey(
          HexFormat.of().formatHex(sha256.digest()),
          reader.bytesRead(),
          readable,
          kept.count(),
          Optional.ofNullable(lastTime));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java platform has SHA-256", e);
    }
  }
}
