package com.acme.analytics.functions.query.funnel;

import java.util.UUID;

/**
 * What is asked of one funnel.
 *
 * @param breakdown whether the values of its breakdown are told apart
 */
public record FunnelRequest(UUID funnel, CohortRange range, boolean breakdown) {}
