package com.acme.analytics.local.console.demo;

import java.time.Instant;

/**
 * An event on its way to the API.
 *
 * @param sendAt when it is sent in simulated time; decides the order
 * @param event what is sent
 * @param repeat whether the same event was sent before
 */
record Delivery(Instant sendAt, DemoEvent event, boolean repeat) {
  static Delivery onTime(DemoEvent event) {
    return new Delivery(event.timestamp(), event, false);
  }
}
