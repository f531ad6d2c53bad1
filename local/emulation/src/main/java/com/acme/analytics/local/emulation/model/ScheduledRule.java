package com.acme.analytics.local.emulation.model;

import java.time.Duration;

/**
 * A rule of EventBridge that invokes a function again and again.
 *
 * @param logicalId the resource's id in its stack
 * @param arn the rule's ARN, which events carry
 * @param region where it is
 * @param functionName the function to invoke
 * @param period from one invocation to the next, &gt; 0
 */
public record ScheduledRule(
    String logicalId, String arn, String region, String functionName, Duration period) {
  /** Checks the bounds. */
  public ScheduledRule {
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("period: " + period + " (expected: > 0)");
    }
  }
}
