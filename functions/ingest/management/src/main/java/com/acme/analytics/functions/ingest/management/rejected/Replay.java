package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.functions.ingest.management.rejected.Resubmission.Result;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchivePosition;
import com.acme.analytics.functions.ingest.rejected.ArchiveUnavailableException;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import com.acme.analytics.functions.ingest.rejected.RejectedQuery;
import com.acme.analytics.functions.ingest.rejected.RejectedScan;
import com.acme.analytics.functions.ingest.rejected.ScanBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends dead letters through the pipeline again, a window of them at a time. It stops at the first
 * one that can't be tried now; repeating a part is harmless, since ids and times are the same.
 */
final class Replay {
  /** Under way at once, so that Kafka's latency is not paid for each; their order is not kept. */
  private static final int WINDOW = 64;

  private final ArchiveBucket bucket;
  private final Resubmission resubmission;

  Replay(ArchiveBucket bucket, Resubmission resubmission) {
    this.bucket = bucket;
    this.resubmission = resubmission;
  }

  /**
   * Replays what a query means, up to its limit.
   *
   * @throws ProblemException when not even the first can be tried now
   * @throws ArchiveUnavailableException when S3 does not answer
   */
  ReplayReport run(Credential credential, RejectedQuery query, ScanBudget budget) {
    ReplayReport report = new ReplayReport(query);
    try (RejectedScan scan = new RejectedScan(bucket, query, budget);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Attempt> window;
      do {
        int size = Math.min(WINDOW, query.limit() - report.replayed());
        window = start(workers, credential, read(scan, size, report));
        for (Attempt attempt : window) {
          Result result = attempt.result();
          if (result instanceof Result.NotNow(var problem)) {
            if (report.replayed() == 0) {
              throw new ProblemException(problem);
            }
            return report.stoppedAt(attempt.before(), problem);
          }
          report.add(attempt.letter(), result);
        }
      } while (!window.isEmpty() && report.replayed() < query.limit() && !budget.isOver());
      return scan.isFinished() ? report : report.endedAt(scan.position());
    }
  }

  /** The next letters to try; those that can't be are counted. */
  private static List<Pending> read(RejectedScan scan, int size, ReplayReport report) {
    List<Pending> pending = new ArrayList<>(size);
    while (pending.size() < size) {
      Optional<ArchivePosition> before = scan.position();
      Optional<DeadLetter> letter = scan.next();
      if (letter.isEmpty()) {
        return pending;
      }
      if (letter.get().replayable()) {
        pending.add(new Pending(letter.get(), before));
      } else {
        report.skip();
      }
    }
    return pending;
  }

  private List<Attempt> start(
      ExecutorService workers, Credential credential, List<Pending> window) {
    return window.stream()
        .map(
            pending ->
                new Attempt(
                    pending.letter(),
                    pending.before(),
                    workers.submit(() -> resubmit(credential, pending.letter()))))
        .toList();
  }

  private Result resubmit(Credential credential, DeadLetter letter) {
    byte[] body = EventIdMember.ensure(letter.original(), letter.event().getEventId());
    return resubmission.resubmit(credential, letter.event(), body);
  }

  private record Pending(DeadLetter letter, Optional<ArchivePosition> before) {}

  private record Attempt(
      DeadLetter letter, Optional<ArchivePosition> before, Future<Result> future) {
    private Result result() {
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("dead letter " + letter.id(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted at dead letter " + letter.id(), e);
      }
    }
  }
}
