package com.acme.analytics.functions.query;

import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer for callers that keep it: how long they may, and whose it is. A caller of GET that has
 * it already is told so, without a body.
 */
final class CacheableResponse {
  private static final int NOT_MODIFIED = 304;

  /** Live figures are to be there within two seconds. */
  private static final String LIVE = "private, max-age=1";

  /** Late events come into what is past, too. */
  private static final String SETTLED = "private, max-age=60";

  private CacheableResponse() {}

  /**
   * The response to a request that has been authenticated.
   *
   * @param answer JSON, as {@link AnswerTag} reads it
   */
  static HttpResponse of(HttpRequest request, byte[] answer) {
    boolean isGet = request.routeKey().startsWith("GET ");
    AnswerTag tag = AnswerTag.of(answer);
    Map<String, String> headers = new HashMap<>();
    headers.put("etag", tag.value());
    headers.put("cache-control", isGet && tag.isSettled() ? SETTLED : LIVE);
    headers.put("vary", "x-api-key");
    if (isGet && tag.isAmong(request.headers().getOrDefault("if-none-match", ""))) {
      return new HttpResponse(NOT_MODIFIED, Map.copyOf(headers), new byte[0]);
    }
    headers.put("content-type", "application/json");
    return new HttpResponse(200, Map.copyOf(headers), answer);
  }
}
