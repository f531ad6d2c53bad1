package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Processes with a limiter each and one request at a time, as Lambda runs them, in front of one
 * store; all in virtual time.
 */
final class Fleet {
  /**
   * How requests come to one process.
   *
   * @param pause drawn between two requests, nanoseconds
   * @param events drawn for each request
   */
  record Traffic(Draw pause, Draw events) {}

  /** A random number. */
  interface Draw {
    long from(RandomGenerator random);
  }

  final Admissions admissions = new Admissions();
  final AtomicLong requested = new AtomicLong();
  final AtomicLong updates = new AtomicLong();

  private final VirtualTime time = new VirtualTime();
  private final RateLimit limit;
  private final LeaseStore store;
  private final Random seeds;
  private final long end;

  /**
   * @param latency of a message to the store or back, nanoseconds
   * @param end when the last requests are made, nanoseconds
   */
  Fleet(RateLimit limit, Draw latency, long end, long seed) {
    this.limit = limit;
    this.seeds = new Random(seed);
    this.end = end;
    Random latencies = new Random(seeds.nextLong());
    MemoryLeaseStore memory = new MemoryLeaseStore();
    this.store =
        (keyHash, request) -> {
          updates.incrementAndGet();
          time.sleep(latency.from(latencies));
          LeaseAnswer answer = memory.lease(keyHash, request);
          time.sleep(latency.from(latencies));
          return answer;
        };
  }

  void addProcess(Traffic traffic) {
    Credential credential =
        new Credential(new CustomerId("shop"), "hash", Set.of(Scope.INGEST), limit);
    Random random = new Random(seeds.nextLong());
    EventLimiter limiter =
        new LeasingLimiter(store, time, time, new Random(seeds.nextLong()), LimiterListener.NONE);
    time.start(
        () -> {
          while (true) {
            time.sleep(traffic.pause.from(random));
            if (time.read() >= end) {
              return;
            }
            int events = (int) traffic.events.from(random);
            requested.addAndGet(events);
            Grant grant = limiter.take(credential, events);
            admissions.add(time.read(), grant.granted());
          }
        });
  }

  void run() {
    time.run();
  }
}
