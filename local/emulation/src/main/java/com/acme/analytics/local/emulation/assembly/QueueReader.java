package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.Queue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads queues, which must be standard ones. Defaults are those of SQS. */
final class QueueReader {
  private static final int DEFAULT_VISIBILITY_SECONDS = 30;

  /** What is a number in a template and in SQS. */
  private static final List<String> NUMBERS =
      List.of(
          "DelaySeconds",
          "MaximumMessageSize",
          "MessageRetentionPeriod",
          "ReceiveMessageWaitTimeSeconds",
          "VisibilityTimeout");

  private QueueReader() {}

  static Queue read(Properties queue, String arn, String url) {
    if (queue.flag("FifoQueue")) {
      throw new AssemblyException(
          "%s: FifoQueue: true (expected: absent, nothing local keeps order)"
              .formatted(queue.resource()));
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String name : NUMBERS) {
      queue.optionalNumber(name).ifPresent(value -> attributes.put(name, value.toString()));
    }
    if (queue.has("RedrivePolicy")) {
      attributes.put("RedrivePolicy", redrive(queue.in("RedrivePolicy")));
    }
    return new Queue(
        queue.resource().logicalId(),
        queue.name(),
        arn,
        url,
        Duration.ofSeconds(
            queue.optionalNumber("VisibilityTimeout").orElse(DEFAULT_VISIBILITY_SECONDS)),
        attributes);
  }

  /** SQS takes it as a text of JSON. */
  private static String redrive(Properties policy) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("deadLetterTargetArn", policy.text("deadLetterTargetArn"));
    json.put("maxReceiveCount", policy.number("maxReceiveCount"));
    return json.toString();
  }
}
