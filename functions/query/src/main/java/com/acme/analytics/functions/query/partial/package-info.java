/**
 * Aggregates of a part of the events that can be united with those of another part, whichever tier
 * computed them: what makes one answer of several slices.
 */
package com.acme.analytics.functions.query.partial;
