/**
 * Segment's tracking API: its libraries' messages become events and go the way of all events.
 * {@code docs/formats/segment.md} says what becomes of what.
 */
package com.acme.analytics.functions.ingest.segment;
