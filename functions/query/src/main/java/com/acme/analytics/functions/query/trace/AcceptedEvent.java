package com.acme.analytics.functions.query.trace;

import java.time.Instant;

/**
 * What a store knows of an event it has.
 *
 * @param event its name
 * @param timestamp event time
 * @param receivedAt when it was first received
 */
public record AcceptedEvent(String event, Instant timestamp, Instant receivedAt) {}
