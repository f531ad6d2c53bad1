package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.tenant.Salt;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a customer's pseudonyms: {@code p_} and the HMAC-SHA256 (RFC 2104) of the value's UTF-8
 * text under the customer's salt, base64url without padding, 45 characters. Made for one event and
 * used for its values; not thread-safe.
 */
final class Pseudonyms {
  /** Shows a reader what it is; it is no reason not to hash a value that begins so. */
  static final String PREFIX = "p_";

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Mac mac;

  Pseudonyms(Salt salt) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt.reveal(), ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** The pseudonym of a value: of the same value always the same. */
  String of(String value) {
    byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    return PREFIX + new String(BASE64.encode(hash), StandardCharsets.ISO_8859_1);
  }
}
