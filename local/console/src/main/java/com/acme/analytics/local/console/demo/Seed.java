package com.acme.analytics.local.console.demo;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The origin of all chance and of all ids: both depend on the seed and on names only, so that no
 * part of the simulation disturbs another.
 */
final class Seed {
  private static final UUID NAMESPACE = UUID.fromString("5c1b7f64-8d9b-5f0a-9c8e-3a6f1f0f7b21");

  private final NameBasedGenerator ids = Generators.nameBasedGenerator(NAMESPACE);
  private final long value;

  Seed(long value) {
    this.value = value;
  }

  long value() {
    return value;
  }

  /** The id (UUID version 5) of what the name names. */
  UUID id(String name) {
    return ids.generate(value + "/" + name);
  }

  /** Chance of its own for what the name names. */
  RandomGenerator random(String name) {
    return new SplittableRandom(id(name).getMostSignificantBits());
  }
}
