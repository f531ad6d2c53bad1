package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an engine that speaks HTTP whether it serves. */
final class HttpCheck {
  /** How long an answer may take. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private HttpCheck() {}

  /** Sends the request and expects status 200. */
  static void requireOk(String engine, HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(
            "%s: status %d, %s (expected: 200)"
                .formatted(engine, answer.statusCode(), answer.body()));
      }
    }
  }
}
