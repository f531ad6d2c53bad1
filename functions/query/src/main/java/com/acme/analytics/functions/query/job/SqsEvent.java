package com.acme.analytics.functions.query.job;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the event that Lambda invokes a function of a queue with, and writes its answer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the event</a>
 */
public final class SqsEvent {
  private static final JsonFactory JSON = new JsonFactory();

  private SqsEvent() {}

  /** The event's messages; members that are not needed are skipped. */
  public static List<JobMessage> read(InputStream in) {
    List<JobMessage> messages = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = json.currentName();
        json.nextToken();
        if (member.equals("Records")) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            messages.add(message(json));
          }
        } else {
          json.skipChildren();
        }
      }
    }
    return messages;
  }

  private static JobMessage message(JsonParser json) {
    String id = "";
    String receiptHandle = "";
    String body = "";
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "messageId" -> id = json.getString();
        case "receiptHandle" -> receiptHandle = json.getString();
        case "body" -> body = json.getString();
        default -> json.skipChildren();
      }
    }
    return new JobMessage(id, receiptHandle, body);
  }

  /** Says which messages are to come again; the others are deleted. */
  public static void writeFailures(List<String> ids, OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("batchItemFailures");
      for (String id : ids) {
        json.writeStartObject();
        json.writeStringProperty("itemIdentifier", id);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
