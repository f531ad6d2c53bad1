package com.acme.analytics.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time whether the stream has other shards, and then asks for other tasks. */
final class ShardWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardWatch.class);
  private static final int ATTEMPTS = 6;

  private final KinesisStream stream;
  private final ConnectorContext context;
  private final Duration interval;
  private final Pause pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Set<String>> assigned = Optional.empty();

  ShardWatch(KinesisStream stream, ConnectorContext context, Duration interval, Pause pause) {
    this.stream = stream;
    this.context = context;
    this.interval = interval;
    this.pause = pause;
  }

  /** Begins to look. */
  void start() {
    Thread thread = new Thread(this::watch, "kinesis-shard-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The shards now, which are assigned to tasks from now on.
   *
   * @throws ConnectException when Kinesis does not say, several times
   */
  List<Shard> assign() {
    List<Shard> shards = list();
    assigned = Optional.of(ids(shards));
    return shards;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private List<Shard> list() {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Shard> shards = stream.shards();
        pause.reset();
        return shards;
      } catch (StreamException e) {
        if (attempt == ATTEMPTS || e.reason() == StreamException.Reason.SHARD_GONE || waited()) {
          throw new ConnectException("the shards can't be listed: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Waits a while; says whether it was closed meanwhile. */
  private boolean waited() {
    try {
      return closed.await(pause.next().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void watch() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ConnectException e) {
      // Shown as the connector's failure, which an operator sees.
      context.raiseError(e);
    }
  }

  private void look() {
    try {
      Set<String> now = ids(stream.shards());
      if (assigned.isPresent() && !assigned.get().equals(now)) {
        LOG.info("shards: {} (were: {})", now, assigned.get());
        context.requestTaskReconfiguration();
      }
    } catch (StreamException e) {
      if (e.reason() == StreamException.Reason.SHARD_GONE) {
        throw new ConnectException("the stream is gone: " + e.getMessage(), e);
      }
      LOG.warn("the shards can't be listed now: {}", e.getMessage());
    }
  }

  private static Set<String> ids(List<Shard> shards) {
    return shards.stream().map(Shard::id).collect(Collectors.toUnmodifiableSet());
  }
}
