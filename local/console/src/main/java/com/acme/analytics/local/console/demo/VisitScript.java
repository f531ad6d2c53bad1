package com.acme.analytics.local.console.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Decides by chance what happens in a visit: crawling, or browsing that may lead to a purchase. */
final class VisitScript {
  private static final Weighted<Arrival> ARRIVALS =
      new Weighted<>(List.of(Arrival.values()), Arrival::weight);

  /** A browser reports what a page shows right after the page itself. */
  private static final Duration AT_ONCE = Duration.ofMillis(180);

  private static final double STAY = 0.78;
  private static final double PRODUCT_NEXT = 0.55;
  private static final double ADD_TO_CART = 0.3;
  private static final double GO_TO_CHECKOUT = 0.55;
  private static final double PURCHASE = 0.7;
  private static final double LONG_PAUSE = 0.03;

  private VisitScript() {}

  /** The steps of a visit; the first one's pause is zero. */
  static List<Step> of(Visitor visitor, boolean signedIn, RandomGenerator random) {
    return visitor.bot() ? crawl(random) : shop(visitor, signedIn, random);
  }

  private static List<Step> crawl(RandomGenerator random) {
    VisitPlan plan = new VisitPlan(Arrival.DIRECT, false).open(Duration.ZERO, Page.HOME);
    for (int pages = random.nextInt(10, 40); pages > 0; pages--) {
      plan.open(Duration.ofMillis(random.nextLong(2000, 5000)), anyPage(random));
    }
    return plan.steps();
  }

  private static List<Step> shop(Visitor visitor, boolean signedIn, RandomGenerator random) {
    VisitPlan plan = new VisitPlan(ARRIVALS.draw(random), signedIn);
    List<Product> cart = new ArrayList<>();
    Duration pause = Duration.ZERO;
    do {
      if (random.nextDouble() < PRODUCT_NEXT) {
        lookAt(Catalogue.draw(random), pause, plan, cart, random);
      } else {
        plan.open(pause, anyPage(random));
      }
      pause = think(random);
    } while (random.nextDouble() < STAY);
    if (!cart.isEmpty() && random.nextDouble() < GO_TO_CHECKOUT) {
      checkOut(visitor, cart, plan, random);
    }
    return plan.steps();
  }

  private static void lookAt(
      Product product, Duration pause, VisitPlan plan, List<Product> cart, RandomGenerator random) {
    plan.open(pause, Page.of(product)).act(AT_ONCE, "view_product", properties(product));
    if (random.nextDouble() < ADD_TO_CART) {
      plan.act(think(random), "add_to_cart", properties(product));
      cart.add(product);
    }
  }

  private static void checkOut(
      Visitor visitor, List<Product> cart, VisitPlan plan, RandomGenerator random) {
    plan.open(think(random), Page.CART);
    if (visitor.account().isPresent() && !plan.signedIn()) {
      plan.open(think(random), Page.SIGN_IN).signIn(think(random));
    }
    int cents = cart.stream().mapToInt(Product::cents).sum();
    Map<String, Object> properties =
        Map.of("revenue", cents / 100.0, "currency", "EUR", "items", cart.size());
    plan.open(think(random), Page.CHECKOUT).act(AT_ONCE, "checkout", properties);
    if (random.nextDouble() < PURCHASE) {
      plan.open(think(random), Page.THANKS).act(AT_ONCE, "purchase", properties);
    }
  }

  private static Page anyPage(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Page.HOME;
      case 3, 4, 5, 6 -> Page.ofCategory(Catalogue.draw(random));
      case 7, 8 -> Page.of(Catalogue.draw(random));
      default -> Page.GUIDE;
    };
  }

  /** Between 2 s and 25 min, so that thinking alone never ends a session. */
  private static Duration think(RandomGenerator random) {
    long millis =
        random.nextDouble() < LONG_PAUSE
            ? random.nextLong(5 * 60_000, 25 * 60_000)
            : (long) (2000 + 25_000 * Math.min(8, random.nextExponential()));
    return Duration.ofMillis(millis);
  }

  private static Map<String, Object> properties(Product product) {
    return Map.of(
        "sku", product.sku(),
        "category", product.category(),
        "price", product.cents() / 100.0);
  }
}
