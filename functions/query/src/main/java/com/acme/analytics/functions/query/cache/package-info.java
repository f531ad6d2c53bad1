/**
 * Remembers the groups of slices that nothing has changed since: keyed by the customer, by what is
 * asked and by what the tier's data is made of.
 */
package com.acme.analytics.functions.query.cache;
