package com.acme.analytics.functions.definitions.dashboard;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Where a page ended, as a text for the client to send back. It holds a digest of whose list it is
 * of, and which, so that it is refused for another. That keeps mistakes apart; what keeps customers
 * apart is that each read is of the credential's customer, whatever a cursor says.
 *
 * @param list which of the customer's lists
 * @param position of the last item that was answered
 */
record PageCursor(CustomerId customer, String list, String position) {
  private static final String FIELD = "cursor";
  private static final int DIGEST_BYTES = 8;

  /** The cursor as it is sent. */
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((digest() + position).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position that a text stands for in this list.
   *
   * @param parse throws an IllegalArgumentException for what is no position
   * @throws ProblemException of {@link ErrorCode#INVALID_PARAMETER} when it is none of this list
   */
  static <T> T position(String text, CustomerId customer, String list, Function<String, T> parse) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String position = plain.substring(Math.min(2 * DIGEST_BYTES, plain.length()));
      T parsed = parse.apply(position);
      if (new PageCursor(customer, list, position).text().equals(text)) {
        return parsed;
      }
      throw refused(null);
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.join("\n", customer.value(), list, position)
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProblemException refused(Exception cause) {
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_PARAMETER,
            "cursor: not of this list (expected: next of the page before, as it was answered)",
            FIELD),
        cause);
  }
}
