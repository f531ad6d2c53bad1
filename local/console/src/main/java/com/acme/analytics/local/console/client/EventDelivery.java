package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.Progress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes events one by one and posts them in batches, a bounded number of requests in flight over
 * kept-alive connections. Memory is bounded by {@code parallel + 1} batches of at most {@code
 * batchSize} events and 2 MiB. Fed by one thread.
 */
public final class EventDelivery implements AutoCloseable {
  /** Far below the 6 MB a function's payload may have, with room for it to be escaped there. */
  private static final int MAX_BATCH_BYTES = 2 * 1024 * 1024;

  private final HttpClient http;
  private final BatchSender sender;
  private final DeliveryTally tally;
  private final int batchSize;
  private final int parallel;
  private final Semaphore slots;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<DeliveryException> failure = new AtomicReference<>();
  private List<OutgoingEvent> batch = new ArrayList<>();
  private int batchBytes;
  private long taken;

  /**
   * A delivery to the API.
   *
   * @param batchSize events in one request, from 1
   * @param parallel requests in flight, from 1
   * @param patience how long a batch is retried while the API takes none of it
   */
  public EventDelivery(
      Api api,
      int batchSize,
      int parallel,
      Duration patience,
      Progress progress,
      Clock clock,
      Pace pace) {
    // HTTP/1.1: over plain HTTP the client would ask each server to upgrade to HTTP/2.
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    tally = new DeliveryTally(progress);
    sender =
        new BatchSender(
            new EventsEndpoint(http, api, clock),
            new Backoff(new SplittableRandom()),
            pace,
            patience,
            tally);
    this.batchSize = batchSize;
    this.parallel = parallel;
    slots = new Semaphore(parallel);
  }

  /**
   * Takes an event; waits while all requests are in flight.
   *
   * @throws DeliveryException when an earlier batch could not be delivered
   */
  public void add(OutgoingEvent event) throws InterruptedException {
    if (batchBytes + event.json().length > MAX_BATCH_BYTES) {
      flush();
    }
    batch.add(event);
    taken++;
    batchBytes += event.json().length + 1;
    if (batch.size() >= batchSize) {
      flush();
    }
  }

  /**
   * Sends what was taken so far, even if it doesn't fill a batch; doesn't wait for the answer.
   *
   * @throws DeliveryException when an earlier batch could not be delivered
   */
  public void flush() throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    List<OutgoingEvent> full = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    slots.acquire();
    if (failure.get() != null) {
      slots.release();
      throw failure.get();
    }
    workers.execute(() -> send(full));
  }

  /**
   * Sends the rest and waits until each event is accounted for.
   *
   * @throws DeliveryException when a batch could not be delivered
   */
  public void finish() throws InterruptedException {
    flush();
    slots.acquire(parallel);
    slots.release(parallel);
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  /** How many events were taken so far, answered or not. */
  public long taken() {
    return taken;
  }

  /** The counts so far. */
  public DeliveryReport report() {
    return tally.report();
  }

  /** Ends the requests still in flight. */
  @Override
  public void close() {
    workers.shutdownNow();
    http.shutdownNow();
    http.close();
  }

  private void send(List<OutgoingEvent> events) {
    try {
      sender.send(events);
    } catch (DeliveryException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, new DeliveryException("interrupted while sending", e));
    } catch (RuntimeException e) {
      // A fault of ours must end the delivery as well, not only this thread.
      failure.compareAndSet(null, new DeliveryException("sending failed: " + e, e));
    } finally {
      slots.release();
    }
  }
}
