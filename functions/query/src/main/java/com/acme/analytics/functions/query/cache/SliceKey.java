package com.acme.analytics.functions.query.cache;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What names the groups of a slice.
 *
 * @param customer whose events they are of
 * @param digest 64 hexadecimal digits: SHA-256 over the customer, the tier, what is asked and what
 *     the data is made of
 */
public record SliceKey(CustomerId customer, String digest) {
  /**
   * The key of a slice. Order and limit are no part of it, since they choose among groups.
   *
   * @param statement of the tier, so that a tier that asks in another way finds nothing
   * @param watermark as {@link Watermark} tells it
   */
  static SliceKey of(
      CustomerId customer,
      String tier,
      Query query,
      TimeRange range,
      String statement,
      String watermark) {
    Digest digest = new Digest();
    digest.add(customer.value()).add(tier).add(statement).add(watermark);
    digest.add(range.from().toString()).add(range.to().toString());
    digest.add(query.granularity().map(Enum::name).orElse(""));
    digest.add(query.measures().size());
    query.measures().forEach(measure -> digest.add(measure.columnName()));
    digest.add(query.dimensions().size());
    query.dimensions().forEach(dimension -> digest.add(dimension.columnName()));
    digest.add(query.filters().size());
    query.filters().forEach(filter -> digest.add(filter.text()));
    return new SliceKey(customer, digest.hex());
  }

  /** Hashes texts, each after its length, so that no two lists of them run into the same. */
  private static final class Digest {
    private final MessageDigest sha256;

    Digest() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    Digest add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      add(bytes.length);
      sha256.update(bytes);
      return this;
    }

    Digest add(int number) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
      return this;
    }

    String hex() {
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
