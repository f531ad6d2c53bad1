package com.acme.analytics.functions.ingest.gateway.health;

import java.util.Set;

/** What a look at Kafka's topics gave. */
public sealed interface TopicCheck {
  /** All are there. */
  record Present() implements TopicCheck {}

  /** Kafka answers that there are no such topics. */
  record Missing(Set<String> topics) implements TopicCheck {}

  /** Kafka can't be asked. */
  record Unreachable(String reason) implements TopicCheck {}
}
