package com.acme.analytics.functions.ingest.rejected;

import java.time.Duration;

/**
 * Bounds of one request, so that it is answered within the 29 s an API has and the 6 MB a function
 * may return. What they leave out comes with the next cursor.
 *
 * @param lists of a thousand keys
 * @param objects that are read
 * @param answerBytes after which a page ends; a function's answer is JSON in JSON, at most twice as
 *     large
 * @param time after which no object is begun
 */
public record ScanLimits(int lists, int objects, int answerBytes, Duration time) {
  /** What the function has. */
  public static final ScanLimits STANDARD =
      new ScanLimits(100, 500, 2 * 1024 * 1024, Duration.ofSeconds(18));
}
