package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.Objects;
import java.util.UUID;

/**
 * Derives ids from a request's {@code Idempotency-Key}: a repeated request gives the same events
 * the same ids. They are name-based (RFC 9562, version 5) over customer, key and index, so one
 * customer's key never meets another's.
 */
public record DerivedEventIds(CustomerId customer, String idempotencyKey) implements EventIds {
  private static final int LONGEST_KEY = 255;

  /** Any fixed value would do; it must never change. */
  private static final UUID NAMESPACE = UUID.fromString("6f1de8b5-5b0f-5e5e-9d0a-3a4a4b1f2f65");

  private static final NameBasedGenerator NAMES = Generators.nameBasedGenerator(NAMESPACE);

  /**
   * Takes a key of 1 to 255 printable ASCII characters.
   *
   * @throws ProblemException with {@link ErrorCode#INVALID_IDEMPOTENCY_KEY}
   */
  public DerivedEventIds {
    Objects.requireNonNull(customer, "customer");
    if (idempotencyKey.isEmpty()
        || idempotencyKey.length() > LONGEST_KEY
        || !idempotencyKey.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_IDEMPOTENCY_KEY,
              Found.text("Idempotency-Key", idempotencyKey)
                  .expected("1 to " + LONGEST_KEY + " printable ASCII characters"),
              "Idempotency-Key"));
    }
  }

  @Override
  public UUID idOf(int index) {
    return NAMES.generate(customer.value() + '/' + idempotencyKey + '/' + index);
  }
}
