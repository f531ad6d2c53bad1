package com.acme.analytics.functions.ingest.enrichment;

/**
 * Who sent a request.
 *
 * @param sourceAddress of the connection, as the door saw it
 * @param forwardedFor the header {@code X-Forwarded-For}; empty when there is none
 * @param userAgent the header {@code User-Agent}; empty when there is none
 */
public record Caller(String sourceAddress, String forwardedFor, String userAgent) {}
