package com.acme.analytics.functions.ingest.schemas.compatibility;

/**
 * Something that the previous version may accept and the next one may refuse.
 *
 * @param pointer JSON pointer into the next version's schema
 * @param detail what stands there and what was expected
 */
public record Break(String pointer, String detail) {}
