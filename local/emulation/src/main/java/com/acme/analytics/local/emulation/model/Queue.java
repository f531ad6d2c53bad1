package com.acme.analytics.local.emulation.model;

import java.time.Duration;
import java.util.Map;

/**
 * An SQS standard queue.
 *
 * @param logicalId the resource's id in its stack
 * @param name the queue's name
 * @param arn what event source mappings and redrive policies refer to it by
 * @param url what clients refer to it by, as in AWS: its last part is the name
 * @param visibilityTimeout how long a message is hidden from others once received, 0 s to 12 h
 * @param attributes by SQS's own names, such as {@code RedrivePolicy}
 */
public record Queue(
    String logicalId,
    String name,
    String arn,
    String url,
    Duration visibilityTimeout,
    Map<String, String> attributes) {
  public Queue {
    attributes = Map.copyOf(attributes);
  }

  /** Whether messages that are received too often go to another queue, which must be there. */
  public boolean hasDeadLetterQueue() {
    return attributes.containsKey("RedrivePolicy");
  }
}
