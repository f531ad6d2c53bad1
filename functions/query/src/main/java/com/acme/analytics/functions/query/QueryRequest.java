package com.acme.analytics.functions.query;

/**
 * A request as it was read.
 *
 * @param asked what it asks
 * @param waits whether the caller waits for the answer, however slow the tiers are that it needs
 * @param document JSON that asks the same, for a job
 */
record QueryRequest(RequestedQuery asked, boolean waits, String document) {}
