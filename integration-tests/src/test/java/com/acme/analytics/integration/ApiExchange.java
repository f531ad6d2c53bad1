package com.acme.analytics.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A request as its sender means it, to be sent to any door.
 *
 * @param operation the document's, for example {@code GET /v2/schemas/{event}}
 * @param path the operation's path, its placeholders filled in
 * @param query parameters, not encoded
 * @param headers besides the key
 * @param body before its compression; empty for none
 */
record ApiExchange(
    String operation,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  /** A request without parameters; with a body it is JSON. */
  static ApiExchange of(String operation, String path, String body) {
    Map<String, String> headers =
        body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json");
    return new ApiExchange(operation, path, Map.of(), headers, body);
  }

  /** A request whose operation has no placeholders. */
  static ApiExchange of(String operation, String body) {
    return of(operation, operation.substring(operation.indexOf(' ') + 1), body);
  }

  ApiExchange withQuery(String name, String value) {
    Map<String, String> more = new TreeMap<>(query);
    more.put(name, value);
    return new ApiExchange(operation, path, more, headers, body);
  }

  ApiExchange withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new ApiExchange(operation, path, query, more, body);
  }

  String method() {
    return operation.substring(0, operation.indexOf(' '));
  }

  /** Sends it; an empty key is none. */
  HttpResponse<String> send(HttpClient http, String door, String key)
      throws IOException, InterruptedException {
    String parameters =
        query.entrySet().stream()
            .map(one -> one.getKey() + '=' + encoded(one.getValue()))
            .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(door + path + parameters))
            .method(
                method(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes()));
    headers.forEach(request::header);
    if (!key.isEmpty()) {
      request.header("X-Api-Key", key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private byte[] bytes() {
    byte[] plain = body.getBytes(StandardCharsets.UTF_8);
    return "gzip".equals(headers.get("Content-Encoding")) ? gzip(plain) : plain;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
