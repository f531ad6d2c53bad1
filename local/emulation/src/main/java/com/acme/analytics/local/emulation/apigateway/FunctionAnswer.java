package com.acme.analytics.local.emulation.apigateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A function's answer, read as payload format 2.0: with a {@code statusCode} it is a response,
 * without one any JSON is the body of a 200.
 */
record FunctionAnswer(ResponseHeaders headers, HttpData body) {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionAnswer.class);

  /** Those that belong to a connection: the gateway makes its own. */
  private static final Set<String> CONNECTION_HEADERS =
      Set.of("connection", "content-length", "keep-alive", "te", "transfer-encoding", "upgrade");

  /** Empty where the payload is no answer. */
  static Optional<FunctionAnswer> read(byte[] payload) {
    try {
      JsonNode json = JsonMapper.shared().readTree(payload);
      if (json.isMissingNode()) {
        throw new IllegalArgumentException("payload: empty (expected: JSON)");
      }
      if (!json.has("statusCode")) {
        return Optional.of(
            new FunctionAnswer(
                ResponseHeaders.of(HttpStatus.OK, "content-type", "application/json"),
                HttpData.wrap(payload)));
      }
      return Optional.of(new FunctionAnswer(headers(json), body(json)));
    } catch (JacksonException | IllegalArgumentException e) {
      LOG.warn("a function's answer has the wrong form: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static ResponseHeaders headers(JsonNode json) {
    int status = json.get("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("statusCode: " + status + " (expected: 200 to 599)");
    }
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(status));
    headers.set("content-type", "text/plain;charset=utf-8");
    for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!CONNECTION_HEADERS.contains(name)) {
        headers.set(name, header.getValue().asString());
      }
    }
    for (JsonNode cookie : json.path("cookies").values()) {
      headers.add("set-cookie", cookie.asString());
    }
    return headers.build();
  }

  private static HttpData body(JsonNode json) {
    JsonNode body = json.path("body");
    if (body.isMissingNode() || body.isNull()) {
      return HttpData.empty();
    }
    if (!body.isString()) {
      throw new IllegalArgumentException(
          "body: %s (expected: a string)".formatted(body.getNodeType()));
    }
    return json.path("isBase64Encoded").asBoolean(false)
        ? HttpData.wrap(Base64.getDecoder().decode(body.stringValue()))
        : HttpData.ofUtf8(body.stringValue());
  }
}
