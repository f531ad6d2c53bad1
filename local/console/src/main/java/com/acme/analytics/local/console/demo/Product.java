package com.acme.analytics.local.console.demo;

/**
 * Something the shop sells.
 *
 * @param sku its identity
 * @param name for people
 * @param category the first part of its page's path
 * @param cents its price
 */
record Product(String sku, String name, String category, int cents) {
  String path() {
    return "/products/" + sku;
  }
}
