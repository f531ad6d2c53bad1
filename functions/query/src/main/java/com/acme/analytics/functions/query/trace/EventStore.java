package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.problem.ProblemException;

/** A store of accepted events that can tell whether it has one. */
public interface EventStore {
  /** As answers name it, for example {@code hot}. */
  String name();

  /**
   * Looks for an event of the request's customer, and of nobody else.
   *
   * @throws ProblemException when the store can't tell now
   */
  StoreFinding find(TraceRequest request);
}
