package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that has the required form.
 *
 * @param index position in the batch
 * @param event as the client sent it, times and id settled
 * @param givenId the client's id, where it gave one
 * @param text where the event stands in the body
 */
record ReadEvent(int index, Event event, Optional<UUID> givenId, TextRange text) {}
