package com.acme.analytics.flink.funnel;

import java.util.List;

/**
 * What is kept of a cohort.
 *
 * @param version of the rows given last
 * @param late whether it began when an earlier one may have been forgotten
 * @param steps by the order of the funnel
 */
public record CohortCounts(long version, boolean late, List<StepCounts> steps) {}
