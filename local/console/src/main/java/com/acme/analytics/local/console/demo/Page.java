package com.acme.analytics.local.console.demo;

/**
 * A page of the shop.
 *
 * @param path without a query string
 * @param title for people
 */
record Page(String path, String title) {
  static final Page HOME = new Page("/", "Acme Outdoor");
  static final Page CART = new Page("/cart", "Your cart");
  static final Page CHECKOUT = new Page("/checkout", "Checkout");
  static final Page SIGN_IN = new Page("/sign-in", "Sign in");
  static final Page THANKS = new Page("/checkout/thanks", "Thank you");
  static final Page GUIDE = new Page("/guides/how-to-layer", "How to layer");

  private static final String SHOP = "https://shop.example";

  static Page of(Product product) {
    return new Page(product.path(), product.name());
  }

  static Page ofCategory(Product product) {
    return new Page("/categories/" + product.category(), "All " + product.category());
  }

  /** The page's whole address; {@code .example} is reserved, so it leads nowhere (RFC 2606). */
  String url() {
    return SHOP + path;
  }
}
