package com.acme.analytics.functions.http;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a resource as an entity tag (RFC 9110, 8.8.3), such as {@code "3"}: strong, for
 * each change makes another version.
 */
public final class VersionTag {
  private static final String HEADER = "If-Match";
  private static final Pattern TAG = Pattern.compile("\\s*\"([1-9][0-9]{0,8})\"\\s*");

  private VersionTag() {}

  /** The tag of a version, for the header ETag. */
  public static String of(int version) {
    return '"' + Integer.toString(version) + '"';
  }

  /**
   * The version in the header If-Match, which a request is to change.
   *
   * @throws ProblemException {@link ErrorCode#PRECONDITION_REQUIRED} without the header, {@link
   *     ErrorCode#INVALID_PARAMETER} when it is no tag of a version
   */
  public static int expectedBy(HttpRequest request) {
    String tag =
        request
            .header("if-match")
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem(
                            ErrorCode.PRECONDITION_REQUIRED,
                            HEADER + ": missing (expected: the version's ETag, such as \"3\")",
                            HEADER)));
    Matcher matcher = TAG.matcher(tag);
    if (!matcher.matches()) {
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_PARAMETER,
              HEADER + ": not a version's ETag (expected: one, such as \"3\" in its quotes)",
              HEADER));
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** The refusal of a request that is to change another version than the current one. */
  public static Problem mismatch(int expected, int current) {
    return new Problem(
        ErrorCode.PRECONDITION_FAILED,
        "%s: %s (expected: %s, the current version)".formatted(HEADER, of(expected), of(current)),
        HEADER);
  }
}
