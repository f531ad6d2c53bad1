package com.acme.analytics.functions.ingest.rejected;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What lies in one folder of the archive.
 *
 * @param owner a customer's id, or {@link #UNDECODABLE}
 * @param hour the hour of receipt, a whole one in UTC
 * @param code why the events were refused
 */
public record ArchiveGroup(String owner, Instant hour, String code) {
  /** Owner of the records that say nothing readable; no customer's id begins with that letter. */
  public static final String UNDECODABLE = "_undecodable";

  /** What may stand for a reason in a path. */
  public static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd/HH").withZone(ZoneOffset.UTC);

  public ArchiveGroup {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("code: \"" + code + "\" (expected: " + CODE + ")");
    }
    hour = hour.truncatedTo(ChronoUnit.HOURS);
  }

  /** {@code <owner>/<yyyy-MM-dd>/<HH>/<code>}. */
  public String path() {
    return hourPath(owner, hour) + '/' + code;
  }

  /**
   * {@code <owner>/<yyyy-MM-dd>/<HH>}: the paths of later hours sort after those of earlier ones.
   */
  static String hourPath(String owner, Instant hour) {
    return owner + '/' + FOLDER.format(hour);
  }
}
