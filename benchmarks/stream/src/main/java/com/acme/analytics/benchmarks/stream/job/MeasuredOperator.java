package com.acme.analytics.benchmarks.stream.job;

/** What is measured alone. */
enum MeasuredOperator {
  /** The generator of accepted events: what all below it are to be held against. */
  NOTHING_ACCEPTED,
  /** The generator of opened events. */
  NOTHING_READ,
  /** To another task by the user, serialized. */
  KEY_BY_USER,
  DEDUPLICATE,
  /** With user agents that were met before. */
  DESCRIBE_DEVICE,
  READ_EVENT,
  /** Both operators and what is between them. */
  WINDOWS,
  SESSIONS,
  /** With a funnel for each customer, and the way there, which is serialized. */
  FUNNELS,
  /** Rows written and sent to ClickHouse. */
  HOT_EVENTS,
  /** Parquet written and sent to S3. */
  LAKE_EVENTS
}
