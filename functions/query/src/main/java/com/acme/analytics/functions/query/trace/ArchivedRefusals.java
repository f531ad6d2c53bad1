package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveUnavailableException;
import com.acme.analytics.functions.ingest.rejected.RejectedSearch;
import com.acme.analytics.functions.ingest.rejected.ScanBudget;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks into the archive of refused events. It is sorted by time of receipt alone, so a search
 * without a time reads back from now for as long as a caller can be kept waiting.
 */
public final class ArchivedRefusals implements Refusals {
  /** Leaves room for the stores within the 30 seconds of API Gateway. */
  private static final ScanLimits LIMITS = new ScanLimits(100, 300, 0, Duration.ofSeconds(8));

  private final RejectedSearch search;
  private final LongSupplier nanoTime;

  /**
   * Looks into one bucket.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public ArchivedRefusals(ArchiveBucket bucket, LongSupplier nanoTime) {
    this.search = new RejectedSearch(bucket);
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public Finding find(TraceRequest request, Optional<Instant> receivedAt) {
    SearchRange kept =
        new SearchRange(request.now().minus(ArchiveBucket.RETENTION), request.now().plusMillis(1));
    Optional<Instant> known = receivedAt.or(request::around);
    ScanBudget budget = new ScanBudget(LIMITS, nanoTime);
    List<SearchRange> ranges = new ArrayList<>();
    known
        .or(request::hint)
        .flatMap(time -> SearchRange.around(time).within(kept))
        .ifPresent(ranges::add);
    if (known.isEmpty()) {
      ranges.add(kept);
    }
    try {
      return find(request, ranges, budget);
    } catch (ArchiveUnavailableException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the refused events can't be read; retry"), e);
    }
  }

  private Finding find(TraceRequest request, List<SearchRange> ranges, ScanBudget budget) {
    List<SearchRange> searched = new ArrayList<>();
    for (SearchRange range : ranges) {
      RejectedSearch.Result result =
          search.newest(request.customer(), request.eventId(), range.from(), range.to(), budget);
      if (result.from().isBefore(range.to())) {
        SearchRange done = new SearchRange(result.from(), range.to());
        searched.removeIf(done::holds);
        searched.add(done);
      }
      if (result.letter().isPresent()) {
        return new Finding(result.letter(), searched);
      }
    }
    return new Finding(Optional.empty(), searched);
  }
}
