package com.acme.analytics.functions.query.job;

import java.time.Instant;

/** What became of a worker's try to take a job. */
public sealed interface Claim {
  /** It is the worker's, until the lease ends or somebody cancels it. */
  record Taken(Job job) implements Claim {}

  /**
   * Another worker has it.
   *
   * @param until when the other's lease ends, if it is not renewed
   */
  record Busy(Instant until) implements Claim {}

  /** There is nothing to do: it has ended, has expired or never was. */
  record Over() implements Claim {}
}
