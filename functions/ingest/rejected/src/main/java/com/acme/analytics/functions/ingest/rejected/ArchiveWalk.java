package com.acme.analytics.functions.ingest.rejected;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through a customer's objects in the order of their keys: by hour, then code, partition and
 * offset. It never lists outside the customer's folder. Where objects overlap, each record is in
 * one slice only.
 */
public final class ArchiveWalk {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveWalk.class);
  private static final Duration HOUR = Duration.ofHours(1);

  /** The character after the slash: sorts after everything in a folder. */
  private static final char AFTER_SLASH = '/' + 1;

  private final ArchiveBucket bucket;
  private final String customer;
  private final Optional<String> code;
  private final String end;
  private final ScanBudget budget;

  private Iterator<String> keys = List.<String>of().iterator();
  private String after;
  private String seek = "";
  private boolean more = true;
  private boolean finished;
  private Optional<ArchivePosition> position;

  /** Starts after the query's cursor, or with its range. */
  public ArchiveWalk(ArchiveBucket bucket, RejectedQuery query, ScanBudget budget) {
    this.bucket = bucket;
    this.customer = query.customer().value();
    this.code = query.code();
    this.budget = budget;
    this.position = query.after();
    this.end = ArchiveGroup.hourPath(customer, query.to().minusMillis(1)) + AFTER_SLASH;
    String begin = ArchiveGroup.hourPath(customer, query.from()) + '/';
    this.after =
        position
            .map(ArchivePosition::start)
            .filter(start -> start.compareTo(begin) > 0)
            .orElse(begin);
  }

  /** The next object with something unread; empty when there is none or the budget is spent. */
  public Optional<ArchiveSlice> next() {
    while (!finished) {
      if (!keys.hasNext()) {
        if (!more) {
          finished = true;
        } else if (!list()) {
          return Optional.empty();
        }
        continue;
      }
      String text = keys.next();
      if (text.compareTo(end) >= 0) {
        finished = true;
      } else if (text.compareTo(seek) >= 0) {
        Optional<ArchiveSlice> slice = slice(text);
        if (slice.isPresent()) {
          return slice;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether nothing is left, so that an empty slice was not for want of a budget. */
  public boolean isFinished() {
    return finished;
  }

  /** How far it has come; empty when it has not begun. */
  public Optional<ArchivePosition> position() {
    return position;
  }

  private boolean list() {
    if (!budget.takeList()) {
      return false;
    }
    ArchiveBucket.Page page = bucket.list(customer + '/', seek.compareTo(after) > 0 ? seek : after);
    keys = page.keys().iterator();
    more = page.more();
    if (!page.keys().isEmpty()) {
      after = page.keys().getLast();
    }
    return true;
  }

  private Optional<ArchiveSlice> slice(String text) {
    Optional<ArchiveKey> parsed = ArchiveKey.parse(text);
    if (parsed.isEmpty()) {
      LOG.warn("object {} is not of the archive", text);
      return Optional.empty();
    }
    ArchiveKey key = parsed.get();
    long read = position.filter(at -> at.isBeside(key)).map(ArchivePosition::offset).orElse(-1L);
    position =
        Optional.of(new ArchivePosition(key.group(), key.partition(), Math.max(read, key.last())));
    if (code.isPresent() && !code.get().equals(key.group().code())) {
      seek = nextOf(code.get(), key.group());
      return Optional.empty();
    }
    return key.last() > read ? Optional.of(new ArchiveSlice(key, read)) : Optional.empty();
  }

  /** Where the wanted code's objects begin after those of another code. */
  private String nextOf(String wanted, ArchiveGroup other) {
    Instant hour = other.code().compareTo(wanted) < 0 ? other.hour() : other.hour().plus(HOUR);
    return new ArchiveGroup(customer, hour, wanted).path() + '/';
  }
}
