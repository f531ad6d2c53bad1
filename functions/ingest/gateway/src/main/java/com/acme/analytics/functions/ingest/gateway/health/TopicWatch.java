package com.acme.analytics.functions.ingest.gateway.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link Readiness} up to date, on a thread of its own. */
public final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  private final KafkaTopics topics;
  private final Readiness readiness;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Starts looking, once an interval. */
  public TopicWatch(KafkaTopics topics, Readiness readiness, Duration interval) {
    this.topics = topics;
    this.readiness = readiness;
    this.interval = interval;
    Thread.ofPlatform().name("topic-watch").daemon().start(this::watch);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void watch() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        readiness.update(look());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TopicCheck look() {
    try {
      return topics.check();
    } catch (RuntimeException e) {
      // Thrown on, it would end the watch.
      LOG.error("the topics can't be looked at", e);
      return new TopicCheck.Unreachable(String.valueOf(e.getMessage()));
    }
  }
}
