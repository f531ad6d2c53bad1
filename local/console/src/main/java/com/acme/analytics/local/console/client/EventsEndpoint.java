package com.acme.analytics.local.console.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v2/events}: one request with one batch, and what became of it. */
final class EventsEndpoint {
  private static final byte[] OPENING = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CLOSING = "]}".getBytes(StandardCharsets.UTF_8);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /** The API itself answers within 30 s, or with an error. */
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  private final HttpClient http;
  private final Api api;
  private final RetryAfter retryAfter;

  EventsEndpoint(HttpClient http, Api api, Clock clock) {
    this.http = http;
    this.api = api;
    retryAfter = new RetryAfter(clock);
  }

  PostOutcome post(List<OutgoingEvent> batch) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resource("/v2/events"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header(Api.KEY_HEADER, api.key())
            .POST(BodyPublishers.ofByteArray(body(batch)))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      return new PostOutcome.TryLater(api + ": " + describe(e), Duration.ZERO);
    }
    if (response.statusCode() == 202) {
      return readAnswer(response.body(), batch.size());
    }
    String reason = api + " answered " + ProblemText.of(response);
    return mayPass(response.statusCode())
        ? new PostOutcome.TryLater(
            reason,
            response
                .headers()
                .firstValue("Retry-After")
                .map(retryAfter::read)
                .orElse(Duration.ZERO))
        : new PostOutcome.Refused(reason);
  }

  private static PostOutcome readAnswer(byte[] body, int size) {
    try {
      return new PostOutcome.Answered(BatchAnswer.read(JsonMapper.shared().readTree(body), size));
    } catch (JacksonException | IllegalArgumentException e) {
      return new PostOutcome.Refused(
          "the answer to a batch can't be understood: " + e.getMessage());
    }
  }

  private static byte[] body(List<OutgoingEvent> batch) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
    body.writeBytes(OPENING);
    for (int i = 0; i < batch.size(); i++) {
      if (i > 0) {
        body.write(',');
      }
      body.writeBytes(batch.get(i).json());
    }
    body.writeBytes(CLOSING);
    return body.toByteArray();
  }

  /** A server that fails or is overloaded may recover; a request it refuses stays refused. */
  private static boolean mayPass(int status) {
    return status >= 500 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
  }

  private static String describe(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
