package com.acme.analytics.functions.query.job;

/**
 * A message as Lambda hands it over.
 *
 * @param id what a failure is reported by
 * @param receiptHandle what its visibility is changed by
 */
public record JobMessage(String id, String receiptHandle, String body) {}
