package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.rejected.ArchiveGroup;
import com.acme.analytics.functions.ingest.rejected.ArchiveKey;
import com.acme.analytics.functions.ingest.rejected.ArchivePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an answer ended and the range it was of, as a text for the client to send back. It names no
 * customer: whoever sends it goes on in their own archive, so it needs no signature.
 */
record RejectedCursor(Kind kind, Instant from, Instant to, ArchivePosition position) {
  private static final String SEPARATOR = "|";
  private static final int PARTS = 7;

  /** What an answer counts in: dead letters, or whole objects. */
  enum Kind {
    EVENTS,
    COUNTS
  }

  /** The cursor as it is sent. */
  String text() {
    String plain =
        String.join(
            SEPARATOR,
            kind.name().toLowerCase(Locale.ROOT),
            Long.toString(from.toEpochMilli()),
            Long.toString(to.toEpochMilli()),
            Long.toString(position.group().hour().toEpochMilli()),
            position.group().code(),
            Integer.toString(position.partition()),
            Long.toString(position.offset()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** The cursor a text stands for, within a customer's archive; empty when it is none. */
  static Optional<RejectedCursor> parse(String text, CustomerId customer) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      String[] parts = plain.split("[|]", PARTS);
      if (parts.length < PARTS) {
        return Optional.empty();
      }
      RejectedCursor cursor =
          new RejectedCursor(
              Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
              time(parts[1]),
              time(parts[2]),
              new ArchivePosition(
                  new ArchiveGroup(customer.value(), time(parts[3]), parts[4]),
                  Integer.parseInt(parts[5]),
                  Long.parseLong(parts[6])));
      // Only what was made here reads back as the same text.
      return cursor.isInBounds() && cursor.text().equals(text)
          ? Optional.of(cursor)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isInBounds() {
    return position.partition() >= 0
        && position.partition() < ArchiveKey.PARTITIONS
        && position.offset() >= -1
        && position.offset() < Long.MAX_VALUE;
  }

  private static Instant time(String millis) {
    Instant time = Instant.ofEpochMilli(Long.parseLong(millis));
    if (time.isBefore(Instant.EPOCH) || !time.isBefore(RejectedParameters.LATEST)) {
      throw new IllegalArgumentException("time: " + time + " (expected: 1970 to 2099)");
    }
    return time;
  }
}
