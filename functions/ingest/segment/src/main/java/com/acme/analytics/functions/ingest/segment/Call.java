package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.functions.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of Segment's API, by their long and, as browsers have it, their short name. */
enum Call {
  TRACK("track", "t"),
  IDENTIFY("identify", "i"),
  PAGE("page", "p"),
  SCREEN("screen", "s"),
  GROUP("group", "g"),
  ALIAS("alias", "a"),
  /** Messages of any type. */
  BATCH("batch", "b"),
  /** As a batch: libraries use either, most of them for what happens now. */
  IMPORT("import", "import");

  private static final String PREFIX = "/v1/";

  /** What a route with a placeholder calls the rest of its path. */
  private static final String PLACEHOLDER = "call";

  private final String longName;
  private final String shortName;

  Call(String longName, String shortName) {
    this.longName = longName;
    this.shortName = shortName;
  }

  /** Every path, also with the slash at its end that some libraries write. */
  static List<String> paths() {
    return Arrays.stream(values())
        .flatMap(call -> Stream.of(call.longName, call.shortName))
        .distinct()
        .flatMap(name -> Stream.of(PREFIX + name, PREFIX + name + '/'))
        .toList();
  }

  /** The call that a request is; empty where there is none of the name. */
  static Optional<Call> of(HttpRequest request) {
    String name = name(request.pathParameters().getOrDefault(PLACEHOLDER, request.routeKey()));
    return Arrays.stream(values())
        .filter(call -> call.longName.equals(name) || call.shortName.equals(name))
        .findFirst();
  }

  /** Whether it takes many messages, each with its type. */
  boolean isBatch() {
    return this == BATCH || this == IMPORT;
  }

  /** The type of its messages; empty where each says its own. */
  Optional<MessageType> type() {
    return isBatch() ? Optional.empty() : MessageType.of(longName);
  }

  /** The last part of a path that may end with a slash. */
  private static String name(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
