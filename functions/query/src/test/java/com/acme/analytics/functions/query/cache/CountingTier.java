package com.acme.analytics.functions.query.cache;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.Partial;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.TierStore;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A tier that tells how often it was asked: its groups are numbered by that. */
final class CountingTier implements TierStore {
  final AtomicInteger asked = new AtomicInteger();
  final CountDownLatch interrupted = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile int groups = 1;
  private volatile boolean down;

  /** It answers from now on once the gate is open. */
  CountDownLatch close() {
    gate = new CountDownLatch(1);
    return gate;
  }

  void answerWith(int count) {
    groups = count;
  }

  void fail(boolean fails) {
    down = fails;
  }

  @Override
  public void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> rows) {
    long number = asked.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      Thread.currentThread().interrupt();
      throw unavailable();
    }
    if (down) {
      throw unavailable();
    }
    for (int i = 0; i < groups; i++) {
      rows.accept(new PartialRow(List.of(customer + " " + i), List.of(new Partial.Count(number))));
    }
  }

  static ProblemException unavailable() {
    return new ProblemException(new Problem(ErrorCode.STORE_UNAVAILABLE, "the tier is down"));
  }

  @Override
  public String statement(CustomerId customer, Query query, TimeRange range) {
    return "SELECT";
  }

  @Override
  public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
    return OptionalLong.empty();
  }
}
