package com.acme.analytics.functions.query;

import java.util.OptionalLong;

/**
 * What an answer says about a tier that took part in it.
 *
 * @param freshnessMillis how long ago the newest event in the queried range was received, empty
 *     when there is none
 * @param elapsedMillis how long the tier took
 */
record TierReport(String name, OptionalLong freshnessMillis, long elapsedMillis) {}
