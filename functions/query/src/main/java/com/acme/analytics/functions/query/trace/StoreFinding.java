package com.acme.analytics.functions.query.trace;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a store said.
 *
 * @param event empty when the store does not have it in the range
 * @param searched event time; when the event is found, the range in which it was
 * @param freshnessMillis how long ago the customer's newest event of the last hour in this store
 *     was received; empty when there is none, or when the event is found
 */
public record StoreFinding(
    Optional<AcceptedEvent> event, SearchRange searched, OptionalLong freshnessMillis) {}
