package com.acme.analytics.local.console.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One event of a visit before its time is known.
 *
 * @param pause after the step before
 * @param name the event's
 * @param page where it happens
 * @param referrer what led to the page
 * @param arrival how the visit came to the shop
 * @param properties texts and numbers
 * @param signedIn whether the visitor is known by their account
 */
record Step(
    Duration pause,
    String name,
    Page page,
    Optional<String> referrer,
    Arrival arrival,
    Map<String, Object> properties,
    boolean signedIn) {}
