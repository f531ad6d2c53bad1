package com.acme.analytics.local.platform;

import java.util.Locale;

/** What the environment declares and a platform runs only when it is asked to: it takes memory. */
enum Extra {
  /** Customers' streams, and the worker of Kafka Connect that copies them: some 350 MB. */
  KINESIS("Kinesis");

  private final String title;

  Extra(String title) {
    this.title = title;
  }

  /** What its address is titled. */
  String title() {
    return title;
  }

  /** As the command line has it, and the engine is called. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
