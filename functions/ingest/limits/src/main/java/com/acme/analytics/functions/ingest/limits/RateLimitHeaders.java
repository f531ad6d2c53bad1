package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.RateLimit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A grant as response headers: RateLimit-Policy and RateLimit of <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">
 * draft-ietf-httpapi-ratelimit-headers-10</a>, and Retry-After (RFC 9110) where events are refused.
 */
public final class RateLimitHeaders {
  private static final String POLICY = "\"events\"";

  /** New tokens come at least each second, as rates are whole events per second. */
  private static final long SECONDS_TO_MORE = 1;

  private RateLimitHeaders() {}

  /** Names in lower case, as HTTP/2 has them. */
  public static Map<String, String> of(Grant grant) {
    long reset = grant.refused() > 0 ? wholeSeconds(grant.retryAfter()) : SECONDS_TO_MORE;
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(3);
    headers.put("ratelimit-policy", policy(grant.limit()));
    headers.put("ratelimit", POLICY + ";r=" + grant.remaining() + ";t=" + reset);
    if (grant.refused() > 0) {
      headers.put("retry-after", Long.toString(reset));
    }
    return headers;
  }

  private static String policy(RateLimit limit) {
    return POLICY
        + ";q="
        + limit.eventsPerSecond()
        + ";qu=\"events\";w=1;acme-burst="
        + limit.burst();
  }

  /** Rounded up and never 0: who comes back at once is refused again. */
  private static long wholeSeconds(Duration duration) {
    return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
  }
}
