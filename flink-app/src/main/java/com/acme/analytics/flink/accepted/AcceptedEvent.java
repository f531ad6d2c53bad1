package com.acme.analytics.flink.accepted;

/**
 * What the stream needs of an event, with the event itself untouched. Flink serializes it field by
 * field between operators.
 *
 * @param userKey customer and user, {@code "<customer_id>/<user_id, else anonymous_id, else
 *     event_id>"}: the key of the state
 * @param eventIdHigh the first 8 bytes of the event's id
 * @param eventIdLow the last 8 bytes of the event's id
 * @param timestampMillis event time, milliseconds since 1970
 * @param userAgent as the client gave it, empty when it gave none
 * @param avro the whole event, an Avro single object as it was on Kafka
 */
public record AcceptedEvent(
    String userKey,
    long eventIdHigh,
    long eventIdLow,
    long timestampMillis,
    String userAgent,
    byte[] avro) {}
