package com.acme.analytics.flink.funnel;

import java.util.List;

/**
 * How far a member of a cohort has come.
 *
 * @param level steps taken; 0 is no member
 * @param gaps histogram buckets of the times from each step taken to the next one taken: one less
 *     than the level
 */
public record Progress(int level, List<Integer> gaps) {
  /** Of who is no member. */
  static final Progress NONE = new Progress(0, List.of());
}
