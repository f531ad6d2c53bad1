package com.acme.analytics.functions.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes payload format 2.0 of Lambda integrations of an HTTP API, token by token: a
 * batch of events is never held as a tree.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the
 *     format</a>
 */
public final class PayloadFormat {
  /**
   * Lambda's own limit of 6 MB on a payload bounds everything, so no string needs a smaller one.
   */
  private static final int LAMBDA_PAYLOAD_BYTES = 6 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LAMBDA_PAYLOAD_BYTES).build())
          .build();

  private PayloadFormat() {}

  /** Reads a request; fields that functions don't use are skipped. */
  public static HttpRequest read(InputStream in) {
    RequestFields fields = new RequestFields();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        readField(name, json, fields);
      }
    }
    return fields.toRequest();
  }

  /** Writes a response; the body goes as text. */
  public static void write(HttpResponse response, OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("statusCode", response.status());
      json.writeObjectPropertyStart("headers");
      response.headers().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeBooleanProperty("isBase64Encoded", false);
      json.writeStringProperty("body", new String(response.body(), StandardCharsets.UTF_8));
      json.writeEndObject();
    }
  }

  private static void readField(String name, JsonParser json, RequestFields fields) {
    switch (name) {
      case "routeKey" -> fields.routeKey = json.getString();
      case "headers" -> readStrings(json, fields.headers, true);
      case "queryStringParameters" -> readStrings(json, fields.query, false);
      case "pathParameters" -> readStrings(json, fields.pathParameters, false);
      case "requestContext" -> readContext(json, fields);
      case "body" ->
          fields.body = json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getString();
      case "isBase64Encoded" -> fields.base64 = json.currentToken() == JsonToken.VALUE_TRUE;
      default -> json.skipChildren();
    }
  }

  private static void readContext(JsonParser json, RequestFields fields) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "requestId" -> fields.requestId = json.getString();
        case "timeEpoch" -> fields.timeEpochMillis = json.getLongValue();
        case "http" -> readHttp(json, fields);
        default -> json.skipChildren();
      }
    }
  }

  private static void readHttp(JsonParser json, RequestFields fields) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("sourceIp")) {
        fields.sourceIp = json.getString();
      } else {
        json.skipChildren();
      }
    }
  }

  private static void readStrings(JsonParser json, Map<String, String> into, boolean lowerCase) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      into.put(lowerCase ? name.toLowerCase(Locale.ROOT) : name, json.getString());
    }
  }

  private static final class RequestFields {
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> pathParameters = new HashMap<>();
    private String routeKey = "";
    private String body = "";
    private boolean base64;
    private String sourceIp = "";
    private String requestId = "";
    private long timeEpochMillis;

    private HttpRequest toRequest() {
      byte[] bytes =
          base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      return new HttpRequest(
          routeKey, headers, query, pathParameters, bytes, sourceIp, requestId, timeEpochMillis);
    }
  }
}
