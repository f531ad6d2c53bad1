package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.lambda.LambdaService;
import com.acme.analytics.local.emulation.model.SqsEventSourceMapping;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages that are gathered for one invocation. */
final class SqsBatch {
  private static final byte[] START = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

  /** A message has at most 1 MiB, which its attributes and JSON's escapes add to. */
  private static final int ROOM_FOR_ONE = 2 << 20;

  private final SqsEventSourceMapping mapping;
  private final List<Message> messages = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();
  private int bytes = START.length + END.length;

  SqsBatch(SqsEventSourceMapping mapping) {
    this.mapping = mapping;
  }

  void add(Message message) {
    byte[] record = SqsMessageJson.write(message, mapping.queue());
    messages.add(message);
    records.add(record);
    bytes += record.length + 1;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** How many more messages fit, in number and into an invocation's payload. */
  int room() {
    int inPayload = (LambdaService.REQUEST_BYTES - bytes) / ROOM_FOR_ONE;
    return messages.isEmpty()
        ? mapping.batchSize()
        : Math.min(mapping.batchSize() - messages.size(), inPayload);
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  /** The event that the function is invoked with. */
  byte[] event() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes);
    out.writeBytes(START);
    for (int i = 0; i < records.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(records.get(i));
    }
    out.writeBytes(END);
    return out.toByteArray();
  }

  /** Such as {@code [57c98346…]}, for messages. */
  @Override
  public String toString() {
    return messages.stream().map(Message::messageId).toList().toString();
  }
}
