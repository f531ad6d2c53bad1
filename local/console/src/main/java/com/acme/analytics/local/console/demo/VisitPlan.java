package com.acme.analytics.local.console.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down a visit step by step. */
final class VisitPlan {
  private final List<Step> steps = new ArrayList<>();
  private final Arrival arrival;
  private Optional<String> referrer;
  private Page page = Page.HOME;
  private boolean signedIn;

  VisitPlan(Arrival arrival, boolean signedIn) {
    this.arrival = arrival;
    this.referrer = arrival.referrer();
    this.signedIn = signedIn;
  }

  boolean signedIn() {
    return signedIn;
  }

  /** The visitor opens a page. */
  VisitPlan open(Duration pause, Page next) {
    if (!steps.isEmpty()) {
      referrer = Optional.of(page.url());
    }
    page = next;
    return act(pause, "page_view", Map.of());
  }

  /** The visitor does something on the page. */
  VisitPlan act(Duration pause, String name, Map<String, Object> properties) {
    steps.add(new Step(pause, name, page, referrer, arrival, properties, signedIn));
    return this;
  }

  /** From this event on, the visitor is known by their account. */
  VisitPlan signIn(Duration pause) {
    signedIn = true;
    return act(pause, "sign_in", Map.of("method", "password"));
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
