package com.acme.analytics.local.console.client;

/**
 * An event ready to be sent.
 *
 * @param origin where it came from, for messages; for example {@code line 17}
 * @param json the event as a JSON object, in UTF-8; not copied
 */
public record OutgoingEvent(String origin, byte[] json) {}
