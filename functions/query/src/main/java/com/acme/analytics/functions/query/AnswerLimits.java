package com.acme.analytics.functions.query;

import java.time.Duration;

/**
 * What one answer may take.
 *
 * @param statement how long each statement of it may run
 * @param bytes how large it may be, with quotes counted twice
 */
record AnswerLimits(Duration statement, int bytes) {
  /**
   * Of a request: all ends before API Gateway's 30 s, and fits into Lambda's response of 6 MB with
   * room for status and headers.
   */
  static final AnswerLimits REQUEST =
      new AnswerLimits(Duration.ofSeconds(20), 6 * 1024 * 1024 - 4096);

  /** Of a job: all ends before Lambda's 15 minutes, and fits into the worker's memory. */
  static final AnswerLimits JOB = new AnswerLimits(Duration.ofMinutes(13), 64 * 1024 * 1024);
}
