package com.acme.analytics.local.emulation.eventsources;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads which messages of a batch are done out of an answer {@code {"batchItemFailures":
 * [{"itemIdentifier": "<message id>"}]}}. Nothing there is a success of all; what can't be read, or
 * names no message of the batch, is a failure of all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">partial
 *     batch responses</a>
 */
final class ItemFailures {
  private ItemFailures() {}

  /** The messages to delete. */
  static List<Message> done(byte[] answer, List<Message> batch) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(answer);
    } catch (JacksonException e) {
      return List.of();
    }
    JsonNode failures = json.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return batch;
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures.values()) {
      String id = failure.path("itemIdentifier").asString("");
      if (batch.stream().noneMatch(message -> message.messageId().equals(id))) {
        return List.of();
      }
      failed.add(id);
    }
    return batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
  }
}
