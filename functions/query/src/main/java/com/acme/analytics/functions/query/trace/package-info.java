/**
 * Where one event is: whether it was accepted or refused, and which stores have it. A store takes
 * part by implementing {@link com.acme.analytics.functions.query.trace.EventStore}.
 */
package com.acme.analytics.functions.query.trace;
