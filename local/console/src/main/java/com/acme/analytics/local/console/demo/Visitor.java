package com.acme.analytics.local.console.demo;

import java.util.Optional;

/**
 * Somebody (or a crawler) who comes to the shop, always with the same device.
 *
 * @param key unique in the simulation
 * @param anonymousId what the browser remembers
 * @param account the user id once signed in; absent for those who never do
 * @param country where they are
 * @param address their IP address
 * @param userAgent their browser's, or the crawler's
 * @param bot whether it is a crawler
 * @param visitsPerDay on average
 */
record Visitor(
    String key,
    String anonymousId,
    Optional<String> account,
    Country country,
    String address,
    String userAgent,
    boolean bot,
    double visitsPerDay) {}
