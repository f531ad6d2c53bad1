package com.acme.analytics.local.console.demo;

import java.util.Optional;

/** Gives the visits of one visitor, none starting before the one before. */
@FunctionalInterface
interface VisitSource {
  /** The next visit; empty when there are no more. */
  Optional<Visit> next();
}
