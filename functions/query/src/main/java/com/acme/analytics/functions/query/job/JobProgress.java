package com.acme.analytics.functions.query.job;

/**
 * How far an answer has come.
 *
 * @param done slices that are answered
 * @param slices of the plan; 0 before there is one
 */
public record JobProgress(int done, int slices) {
  /** Before the plan. */
  public static final JobProgress NONE = new JobProgress(0, 0);
}
