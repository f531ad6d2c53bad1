package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.TimeRange;

/**
 * A part of the query's time that one tier answers.
 *
 * @param reason why this tier, as a sentence for people
 */
public record Slice(Tier tier, TimeRange range, String reason) {}
