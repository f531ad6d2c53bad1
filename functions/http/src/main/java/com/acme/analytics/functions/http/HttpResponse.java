package com.acme.analytics.functions.http;

import com.acme.analytics.core.problem.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * A function's answer to an {@link HttpRequest}.
 *
 * @param status HTTP status code
 * @param headers by lower-case name
 * @param body UTF-8 text; not copied
 */
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_AFTER_SECONDS = "2";

  public static HttpResponse json(int status, byte[] body) {
    return new HttpResponse(status, Map.of("content-type", "application/json"), body);
  }

  /** The answer that carries a problem; what is unavailable is worth another try soon. */
  public static HttpResponse problem(Problem problem) {
    int status = problem.code().status();
    HttpResponse response =
        new HttpResponse(status, Map.of("content-type", Problem.CONTENT_TYPE), problem.toJson());
    return status == UNAVAILABLE
        ? response.withHeader("retry-after", RETRY_AFTER_SECONDS)
        : response;
  }

  /** The same response with one more header, named in lower case. */
  public HttpResponse withHeader(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new HttpResponse(status, Map.copyOf(all), body);
  }
}
