package com.acme.analytics.flink.funnel;

import java.util.List;
import java.util.Map;

/**
 * What is kept of one user and one funnel.
 *
 * @param moments in order
 * @param members what was said of the user last, by the minute of the cohort
 */
public record UserFunnel(List<StepMoment> moments, Map<Long, Member> members) {}
