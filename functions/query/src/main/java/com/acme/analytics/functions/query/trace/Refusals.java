package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where refused events are looked for. */
@FunctionalInterface
public interface Refusals {
  /**
   * What a search came to.
   *
   * @param letter the newest of the event's dead letters
   * @param searched receive time, in the order of the search
   */
  record Finding(Optional<DeadLetter> letter, List<SearchRange> searched) {
    public Finding {
      searched = List.copyOf(searched);
    }
  }

  /**
   * Looks for dead letters of an event of the request's customer.
   *
   * @param receivedAt when the event was accepted; a replayed one was refused at that time
   * @throws ProblemException when nobody can tell now
   */
  Finding find(TraceRequest request, Optional<Instant> receivedAt);
}
