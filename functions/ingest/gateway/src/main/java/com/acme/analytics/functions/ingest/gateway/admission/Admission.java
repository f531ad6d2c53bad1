package com.acme.analytics.functions.ingest.gateway.admission;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what is under way at once: requests, and the bytes of them in memory. What doesn't fit is
 * refused at once rather than queued, so that those inside are answered in time.
 */
public final class Admission {
  private final int maxRequests;
  private final long maxBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Bounds.
   *
   * @param maxRequests requests and open streams at once, > 0
   * @param maxBytes bytes of all their bodies, > 0
   */
  public Admission(int maxRequests, long maxBytes) {
    if (maxRequests <= 0 || maxBytes <= 0) {
      throw new IllegalArgumentException(
          "maxRequests, maxBytes: %d, %d (expected: > 0)".formatted(maxRequests, maxBytes));
    }
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /**
   * Lets a request in.
   *
   * @throws ProblemException {@link ErrorCode#OVERLOADED} where there is no room
   */
  public Stay enter() {
    if (requests.incrementAndGet() > maxRequests) {
      requests.decrementAndGet();
      throw overloaded("%d requests are under way".formatted(maxRequests));
    }
    return new Stay();
  }

  /** How many requests and streams are under way. */
  public int requests() {
    return requests.get();
  }

  /** How many bytes they hold. */
  public long bytes() {
    return bytes.get();
  }

  private static ProblemException overloaded(String detail) {
    return new ProblemException(new Problem(ErrorCode.OVERLOADED, detail));
  }

  /** One request's, from when it comes in until it is answered. */
  public final class Stay implements AutoCloseable {
    private long held;
    private boolean over;

    private Stay() {}

    /**
     * Holds more bytes. What comes in after the answer is not kept, so it doesn't count.
     *
     * @throws ProblemException {@link ErrorCode#OVERLOADED} where there is no room
     */
    public synchronized void hold(long more) {
      if (over) {
        return;
      }
      if (bytes.addAndGet(more) > maxBytes) {
        bytes.addAndGet(-more);
        throw overloaded("requests under way hold %d bytes".formatted(maxBytes));
      }
      held += more;
    }

    /** Lets bytes go, at most what is held. */
    public synchronized void release(long less) {
      long released = Math.min(less, held);
      held -= released;
      bytes.addAndGet(-released);
    }

    /** Ends the stay and lets everything go; harmless when repeated. */
    @Override
    public synchronized void close() {
      if (!over) {
        over = true;
        release(held);
        requests.decrementAndGet();
      }
    }
  }
}
