package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that no library would make: what they send, byte by byte, and what they are told. */
@ExtendWith(GatewayPlatform.Resolver.class)
final class RoughClientsTest {
  private static final String UNFINISHED =
      "POST /v2/events HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
          + "content-length: 100\r\n\r\n{";

  private static final Pattern CONTENT_LENGTH = Pattern.compile("content-length: (\\d+)");

  private static Gateway gateway;

  @BeforeAll
  static void open(GatewayPlatform platform) {
    gateway = platform.gateway(new Bounds(1, 1024 * 1024, 1, Duration.ofMillis(500)));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aClientThatNeverEndsItsBodyIsTimedOut() throws Exception {
    try (Socket client = send(UNFINISHED)) {
      assertThat(answer(client)).startsWith("HTTP/1.1 408").contains("\"request_timeout\"");
      assertThat(client.getInputStream().read()).as("the end of the connection").isNegative();
    }
  }

  @Test
  void aFloodOfHeadersIsRefused() throws Exception {
    String flood = "x-flood: " + "a".repeat(1_000) + "\r\n";

    try (Socket client =
        send("POST /v2/events HTTP/1.1\r\nhost: a\r\n" + flood.repeat(20) + "\r\n")) {
      assertThat(answer(client)).startsWith("HTTP/1.1 431").contains("\"headers_too_large\"");
    }
  }

  @Test
  void aRequestLineWithoutEndIsRefused() throws Exception {
    try (Socket client = send("POST /" + "a".repeat(5_000) + " HTTP/1.1\r\nhost: a\r\n\r\n")) {
      assertThat(answer(client)).startsWith("HTTP/1.1 431").contains("\"headers_too_large\"");
    }
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    try (Socket client =
        send("POST /v2/events HTTP/1.1\r\nhost: a\r\ncontent-length: many\r\n\r\n")) {
      assertThat(answer(client)).startsWith("HTTP/1.1 400").contains("\"malformed_request\"");
    }
  }

  @Test
  void aBodyThatDoesNotEndIsCutOff() throws Exception {
    try (Socket client =
        send(
            "POST /v2/events HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
                + "content-length: 99999999999\r\n\r\n{")) {
      assertThat(answer(client)).startsWith("HTTP/1.1 413").contains("\"body_too_large\"");
    }
  }

  @Test
  void moreThanIsAllowedAtOnceIsToldToComeBack() throws Exception {
    try (Socket first = send(UNFINISHED)) {
      // The first one's bytes are in once the server counts it.
      Awaitility.await().until(() -> metrics().contains("acme_gateway_requests_under_way 1.0"));

      try (Socket second = send(UNFINISHED)) {
        assertThat(answer(second))
            .startsWith("HTTP/1.1 503")
            .contains("retry-after: 2")
            .contains("\"overloaded\"");
      }
      assertThat(answer(first)).startsWith("HTTP/1.1 408");
    }
    assertThat(metrics()).contains("acme_gateway_held_bytes 0.0");
  }

  @Test
  void bodiesInMemoryAreBounded() throws Exception {
    String head =
        String.join(
            "\r\n",
            "POST /v2/events HTTP/1.1",
            "host: a",
            "content-type: application/json",
            "content-length: 3000000",
            "",
            "");

    try (Socket client = send(head + " ".repeat(2_000_000))) {
      assertThat(answer(client)).startsWith("HTTP/1.1 503").contains("\"overloaded\"");
    }
  }

  private static String metrics() throws IOException {
    try (Socket client = send("GET /metrics HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")) {
      return answer(client);
    }
  }

  private static Socket send(String bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(10_000);
    OutputStream out = socket.getOutputStream();
    out.write(bytes.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  /** One response: its head, and a body of the length that it says. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("after: " + head).isNotNegative();
      head.append((char) next);
    }
    Matcher length = CONTENT_LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }
}
