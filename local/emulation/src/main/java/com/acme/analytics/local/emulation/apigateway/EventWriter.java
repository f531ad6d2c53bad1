package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.LocalAccount;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.AsciiString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the event of payload format 2.0. Fields that a request has nothing for are left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the
 *     format</a>
 */
final class EventWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final HttpApi api;

  EventWriter(HttpApi api) {
    this.api = api;
  }

  byte[] write(GatewayRequest request, RouteTable.Match match, Optional<JwtClaims> claims) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(request.body().length + 2048);
    try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("version", "2.0");
      json.writeStringProperty("routeKey", match.route().key());
      json.writeStringProperty("rawPath", request.path());
      json.writeStringProperty("rawQueryString", request.rawQuery());
      writeCookies(json, request.headers());
      writeObject(json, "headers", headers(request));
      writeObject(json, "queryStringParameters", query(request.rawQuery()));
      writeObject(json, "pathParameters", match.pathParameters());
      writeContext(json, request, match, claims);
      writeBody(json, request);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private void writeContext(
      JsonGenerator json,
      GatewayRequest request,
      RouteTable.Match match,
      Optional<JwtClaims> claims) {
    String domain = String.valueOf(request.headers().authority());
    json.writeObjectPropertyStart("requestContext");
    json.writeStringProperty("accountId", LocalAccount.ID);
    json.writeStringProperty("apiId", api.id());
    claims.ifPresent(jwt -> jwt.write(json));
    json.writeStringProperty("domainName", domain);
    json.writeStringProperty("domainPrefix", domain.split("[.:]", 2)[0]);
    json.writeObjectPropertyStart("http");
    json.writeStringProperty("method", request.headers().method().name());
    json.writeStringProperty("path", request.path());
    // "API Gateway sends requests to backend integrations using HTTP/1.1", whatever the client used
    json.writeStringProperty("protocol", "HTTP/1.1");
    json.writeStringProperty("sourceIp", request.sourceIp());
    json.writeStringProperty("userAgent", request.headers().get("user-agent", ""));
    json.writeEndObject();
    json.writeStringProperty("requestId", request.id());
    json.writeStringProperty("routeKey", match.route().key());
    json.writeStringProperty("stage", "$default");
    json.writeStringProperty("time", TIME.format(request.time()));
    json.writeNumberProperty("timeEpoch", request.time().toEpochMilli());
    json.writeEndObject();
  }

  private static void writeBody(JsonGenerator json, GatewayRequest request) {
    boolean text = request.body().length == 0 || TextBody.isText(request.headers(), request.body());
    if (request.body().length > 0) {
      json.writeStringProperty(
          "body",
          text
              ? new String(request.body(), StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(request.body()));
    }
    json.writeBooleanProperty("isBase64Encoded", !text);
  }

  private static void writeCookies(JsonGenerator json, RequestHeaders headers) {
    List<String> cookies = headers.getAll("cookie");
    if (cookies.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("cookies");
    for (String line : cookies) {
      for (String cookie : line.split(";\\s*", -1)) {
        json.writeString(cookie);
      }
    }
    json.writeEndArray();
  }

  private static Map<String, String> headers(GatewayRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (AsciiString name : request.headers().names()) {
      if (name.charAt(0) != ':' && !name.contentEquals("cookie")) {
        headers.put(name.toString(), String.join(",", request.headers().getAll(name)));
      }
    }
    headers.put("host", String.valueOf(request.headers().authority()));
    headers.merge("x-forwarded-for", request.sourceIp(), (before, own) -> before + ", " + own);
    headers.put("x-forwarded-proto", "http");
    return headers;
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> query = new LinkedHashMap<>();
    QueryParams parameters = QueryParams.fromQueryString(rawQuery);
    for (String name : parameters.names()) {
      query.put(name, String.join(",", parameters.getAll(name)));
    }
    return query;
  }

  private static void writeObject(JsonGenerator json, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      json.writeObjectPropertyStart(name);
      values.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
  }
}
