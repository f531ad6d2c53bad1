package com.acme.analytics.functions.query.cache;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Does what several ask at once only once, on a thread of its own. Whoever is interrupted leaves
 * the others alone; the last one to leave interrupts the work.
 *
 * @param <K> what the work is for
 * @param <V> what it gives
 */
final class SharedWork<K, V> {
  private final Map<K, Work<V>> atWork = new ConcurrentHashMap<>();

  /**
   * What the work gives, which is begun unless it is being done already.
   *
   * @throws ProblemException as the work, or when the thread that waits is interrupted
   */
  V of(K key, Supplier<V> supplier) {
    Work<V> work =
        atWork.compute(
            key, (_, begun) -> begun == null ? begin(key, supplier) : begun.withOneMore());
    try {
      return work.result.get();
    } catch (InterruptedException e) {
      atWork.computeIfPresent(key, (_, begun) -> begun == work ? begun.withOneLess() : begun);
      Thread.currentThread().interrupt();
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the query was stopped; retry"), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem
          ? new ProblemException(problem.problem(), problem)
          : new CompletionException(e.getCause());
    }
  }

  private Work<V> begin(K key, Supplier<V> supplier) {
    Work<V> work = new Work<>();
    work.thread = Thread.ofVirtual().unstarted(() -> run(key, work, supplier));
    work.thread.start();
    return work;
  }

  /** What is done is joined by nobody: whoever comes later finds what it has left. */
  private void run(K key, Work<V> work, Supplier<V> supplier) {
    try {
      V result = supplier.get();
      atWork.remove(key, work);
      work.result.complete(result);
    } catch (RuntimeException | Error e) {
      atWork.remove(key, work);
      work.result.completeExceptionally(e);
    }
  }

  /** Changed only by one thread at a time, as the map's function. */
  private static final class Work<V> {
    private final CompletableFuture<V> result = new CompletableFuture<>();
    private Thread thread;
    private int askers = 1;

    Work<V> withOneMore() {
      askers++;
      return this;
    }

    /** Nobody can join what nobody waits for. */
    Work<V> withOneLess() {
      askers--;
      if (askers > 0) {
        return this;
      }
      thread.interrupt();
      return null;
    }
  }
}
