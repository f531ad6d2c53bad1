package com.acme.analytics.functions.query.job;

import com.acme.analytics.core.tenant.CustomerId;
import java.io.StringWriter;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a message of the queue says: which job is to be done. */
public record JobReference(CustomerId customer, UUID id) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The message's body. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("customer_id", customer.value());
      json.writeStringProperty("job_id", id.toString());
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * Reads a message's body.
   *
   * @throws IllegalArgumentException when it is none of {@link #toJson}
   */
  public static JobReference parse(String body) {
    String customer = null;
    String job = null;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "customer_id" -> customer = parser.getString();
          case "job_id" -> job = parser.getString();
          default -> parser.skipChildren();
        }
      }
    } catch (tools.jackson.core.JacksonException e) {
      throw new IllegalArgumentException("message: no JSON (expected: that of a job)", e);
    }
    if (customer == null || job == null) {
      throw new IllegalArgumentException("message: no customer_id or job_id (expected: both)");
    }
    return new JobReference(new CustomerId(customer), UUID.fromString(job));
  }
}
