package com.acme.analytics.local.console.demo;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Everybody who may come to the shop. A visitor depends on the seed and their own number only. */
final class Population {
  private static final double BOTS = 0.03;
  private static final double ACCOUNTS = 0.4;
  private static final double BOT_VISITS_PER_DAY = 3;

  private static final Weighted<Country> COUNTRIES =
      new Weighted<>(List.of(Country.values()), Country::weight);
  private static final Weighted<Device> DEVICES =
      new Weighted<>(List.of(Device.values()), Device::weight);
  private static final Weighted<Bot> CRAWLERS = new Weighted<>(List.of(Bot.values()), bot -> 1);

  private final Seed seed;

  Population(Seed seed) {
    this.seed = seed;
  }

  /** Visitor number {@code index}, from 0. */
  Visitor visitor(int index) {
    String key = "visitor-" + index;
    RandomGenerator random = seed.random(key);
    return random.nextDouble() < BOTS
        ? bot(key, random)
        : shopper(key, random.nextDouble() < ACCOUNTS, 0.2 + random.nextExponential(), random);
  }

  /** A shopper with an account, who comes only when told to. */
  Visitor signedInShopper(String key) {
    return shopper(key, true, 0, seed.random(key));
  }

  private Visitor shopper(
      String key, boolean hasAccount, double visitsPerDay, RandomGenerator random) {
    Country country = COUNTRIES.draw(random);
    return new Visitor(
        key,
        seed.id(key + "/anonymous").toString(),
        hasAccount ? Optional.of("shopper-" + seed.value() + "-" + key) : Optional.empty(),
        country,
        country.address(random),
        DEVICES.draw(random).userAgent(),
        false,
        visitsPerDay);
  }

  private Visitor bot(String key, RandomGenerator random) {
    return new Visitor(
        key,
        seed.id(key + "/anonymous").toString(),
        Optional.empty(),
        Country.US,
        Country.US.address(random),
        CRAWLERS.draw(random).userAgent(),
        true,
        BOT_VISITS_PER_DAY);
  }
}
