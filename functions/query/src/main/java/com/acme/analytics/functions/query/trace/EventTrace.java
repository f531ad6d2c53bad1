package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks every store and the archive of refused events for one event. One that can't answer leaves
 * the trace partial; only when none can is there no trace.
 */
public final class EventTrace {
  private final List<EventStore> stores;
  private final Refusals refusals;
  private final Consumer<ProblemException> silent;

  /**
   * Asks these.
   *
   * @param stores in the order of answers
   * @param silent is told why a store or the archive did not answer
   */
  public EventTrace(List<EventStore> stores, Refusals refusals, Consumer<ProblemException> silent) {
    this.stores = List.copyOf(stores);
    this.refusals = Objects.requireNonNull(refusals, "refusals");
    this.silent = Objects.requireNonNull(silent, "silent");
  }

  /**
   * Where the event is.
   *
   * @throws ProblemException {@link ErrorCode#STORE_UNAVAILABLE} when nobody can tell now
   */
  public Trace of(TraceRequest request) {
    List<Trace.Store> asked = new ArrayList<>();
    for (EventStore store : stores) {
      asked.add(new Trace.Store(store.name(), ask(() -> store.find(request))));
    }
    Optional<AcceptedEvent> accepted =
        asked.stream().flatMap(store -> store.event().stream()).findFirst();
    Trace trace =
        new Trace(
            request.eventId(),
            accepted,
            asked,
            ask(() -> refusals.find(request, accepted.map(AcceptedEvent::receivedAt))));
    if (trace.isEmpty()) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "no store answered; retry"));
    }
    return trace;
  }

  private <T> Optional<T> ask(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (ProblemException e) {
      silent.accept(e);
      return Optional.empty();
    }
  }
}
