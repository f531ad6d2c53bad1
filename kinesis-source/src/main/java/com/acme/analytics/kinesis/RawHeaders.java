package com.acme.analytics.kinesis;

/** Names of the headers of a raw record: docs/formats/kinesis.md. */
public final class RawHeaders {
  /** Whose the record is. */
  public static final String CUSTOMER = "acme-customer";

  /** What the ids of events without one derive from, with their index in the record. */
  public static final String ID_BASE = "acme-id-base";

  /** The stream's shard. */
  public static final String SHARD = "acme-kinesis-shard";

  /** The record's sequence number. */
  public static final String SEQUENCE_NUMBER = "acme-kinesis-sequence-number";

  /** When Kinesis took the record, about: RFC 3339. */
  public static final String ARRIVED_AT = "acme-kinesis-arrived-at";

  private RawHeaders() {}
}
