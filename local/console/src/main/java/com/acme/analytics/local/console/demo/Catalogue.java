package com.acme.analytics.local.console.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** All that the shop sells, the best-selling first. */
final class Catalogue {
  private static final List<Product> PRODUCTS =
      List.of(
          new Product("trail-shoe", "Trail shoe", "shoes", 12_900),
          new Product("rain-jacket", "Rain jacket", "jackets", 18_950),
          new Product("day-pack-20", "Day pack, 20 l", "packs", 8_900),
          new Product("merino-shirt", "Merino shirt", "shirts", 6_495),
          new Product("road-shoe", "Road shoe", "shoes", 11_900),
          new Product("head-torch", "Head torch", "gear", 3_990),
          new Product("down-jacket", "Down jacket", "jackets", 24_900),
          new Product("bottle-1l", "Bottle, 1 l", "gear", 1_895),
          new Product("hut-slipper", "Hut slipper", "shoes", 4_900),
          new Product("long-pack-60", "Trekking pack, 60 l", "packs", 21_900),
          new Product("wool-cap", "Wool cap", "gear", 2_450),
          new Product("flannel-shirt", "Flannel shirt", "shirts", 5_990));

  private Catalogue() {}

  /** A product; one far up in the list is drawn more often. */
  static Product draw(RandomGenerator random) {
    double skewed = random.nextDouble() * random.nextDouble();
    return PRODUCTS.get((int) (skewed * PRODUCTS.size()));
  }
}
