package com.acme.analytics.functions.ingest.limits;

import java.util.ArrayList;
import java.util.List;

/** A store in memory that can fail, throttle or take its time, and remembers what it was asked. */
final class ScriptedStore implements LeaseStore {
  final List<LeaseRequest> requests = new ArrayList<>();
  boolean reachable = true;
  boolean throttling;
  Runnable beforeAnswer = () -> {};

  private final MemoryLeaseStore memory = new MemoryLeaseStore();

  @Override
  public LeaseAnswer lease(String keyHash, LeaseRequest request) {
    synchronized (requests) {
      requests.add(request);
    }
    if (!reachable) {
      throw new LeaseStoreException("unreachable", null);
    }
    LeaseAnswer answer = throttling ? new LeaseAnswer.Throttled() : memory.lease(keyHash, request);
    beforeAnswer.run();
    return answer;
  }
}
