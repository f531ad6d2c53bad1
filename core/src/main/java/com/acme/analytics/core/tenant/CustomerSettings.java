package com.acme.analytics.core.tenant;

import java.util.Objects;
import java.util.Set;

/**
 * What a customer has decided about its events.
 *
 * @param pseudonymised what is replaced by a salted hash: {@code user_id}, {@code anonymous_id} or
 *     {@code properties.<name>} of a property at the top level
 * @param declared the properties that every store and window has
 * @param since when each of those was declared
 * @param salt secret of the customer's pseudonyms, 32 bytes; never shown, never changed
 */
public record CustomerSettings(
    CustomerId customer,
    IpPolicy ipPolicy,
    Set<String> pseudonymised,
    DeclaredProperties declared,
    DeclaredSince since,
    KeyBuckets keyBuckets,
    Salt salt) {
  public CustomerSettings {
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(ipPolicy, "ipPolicy");
    Objects.requireNonNull(declared, "declared");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(keyBuckets, "keyBuckets");
    Objects.requireNonNull(salt, "salt");
    pseudonymised = Set.copyOf(pseudonymised);
  }

  /** The settings of a customer that has decided nothing yet. */
  public static CustomerSettings standard(CustomerId customer, Salt salt) {
    return new CustomerSettings(
        customer,
        IpPolicy.TRUNCATE,
        Set.of(),
        DeclaredProperties.NONE,
        DeclaredSince.NEVER,
        KeyBuckets.STANDARD,
        salt);
  }
}
