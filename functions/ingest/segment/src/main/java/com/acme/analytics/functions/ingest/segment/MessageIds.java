package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.tenant.CustomerId;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.UUID;

/**
 * Event ids of one customer's messages, so that a message sent again is the same event. Segment's
 * ids are any text; one that is a UUID is the event's id as it is, from another a name-based one
 * derives (RFC 9562, version 5) over customer and text. Not thread-safe.
 */
final class MessageIds {
  /** Any fixed value would do; it must never change. */
  private static final UUID NAMESPACE = UUID.fromString("0c1d4a0e-2f54-5b7c-8a45-6f2d9be7a3c1");

  private static final int UUID_CHARS = 36;

  private final NameBasedGenerator names = Generators.nameBasedGenerator(NAMESPACE);
  private final CustomerId customer;

  MessageIds(CustomerId customer) {
    this.customer = customer;
  }

  /** The event id of a message's id. */
  UUID of(String messageId) {
    if (messageId.length() == UUID_CHARS) {
      try {
        UUID id = UUID.fromString(messageId);
        if (id.toString().equalsIgnoreCase(messageId)) {
          return id;
        }
      } catch (IllegalArgumentException e) {
        // Another text of as many characters.
      }
    }
    return names.generate(customer.value() + '/' + messageId);
  }
}
