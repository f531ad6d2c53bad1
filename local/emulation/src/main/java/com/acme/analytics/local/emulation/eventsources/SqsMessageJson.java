package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.model.Queue;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a message as Lambda's event has it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event">the
 *     event</a>
 */
final class SqsMessageJson {
  private static final int REGION_IN_ARN = 3;

  private SqsMessageJson() {}

  static byte[] write(Message message, Queue queue) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("messageId", message.messageId());
      json.writeStringProperty("receiptHandle", message.receiptHandle());
      json.writeStringProperty("body", message.body());
      json.writeObjectPropertyStart("attributes");
      message.attributesAsStrings().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeObjectPropertyStart("messageAttributes");
      message.messageAttributes().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(attribute -> write(json, attribute.getKey(), attribute.getValue()));
      json.writeEndObject();
      json.writeStringProperty("md5OfBody", message.md5OfBody());
      if (message.md5OfMessageAttributes() != null) {
        json.writeStringProperty("md5OfMessageAttributes", message.md5OfMessageAttributes());
      }
      json.writeStringProperty("eventSource", "aws:sqs");
      json.writeStringProperty("eventSourceARN", queue.arn());
      json.writeStringProperty("awsRegion", queue.arn().split(":", -1)[REGION_IN_ARN]);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String name, MessageAttributeValue value) {
    json.writeObjectPropertyStart(name);
    if (value.stringValue() != null) {
      json.writeStringProperty("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      json.writeStringProperty(
          "binaryValue", Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
    }
    json.writeArrayPropertyStart("stringListValues");
    json.writeEndArray();
    json.writeArrayPropertyStart("binaryListValues");
    json.writeEndArray();
    json.writeStringProperty("dataType", value.dataType());
    json.writeEndObject();
  }
}
