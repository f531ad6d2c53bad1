package com.acme.analytics.functions.ingest.gateway.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a balancer should send requests here: while the topics are there, until it drains. */
public final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  private volatile boolean topics;
  private volatile boolean draining;

  /** Whether requests are welcome. */
  public boolean isReady() {
    return topics && !draining;
  }

  /** Whether the process is about to end. */
  public boolean isDraining() {
    return draining;
  }

  /** From now on no more requests; there is no way back. */
  public void drain() {
    draining = true;
    LOG.info("draining");
  }

  /** Takes in what a look at the topics gave. */
  public void update(TopicCheck check) {
    boolean present = check instanceof TopicCheck.Present;
    if (present != topics) {
      LOG.info("ready: {} ({})", present, check);
    }
    topics = present;
  }
}
