package com.acme.analytics.functions.ingest.limits;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The conditions and updates of {@link LeaseRequest.Form} on a map, atomic per key. */
final class MemoryLeaseStore implements LeaseStore {
  private final Map<String, Long> tats = new ConcurrentHashMap<>();

  @Override
  public LeaseAnswer lease(String keyHash, LeaseRequest request) {
    LeaseAnswer[] answer = new LeaseAnswer[1];
    tats.compute(
        keyHash,
        (_, tat) -> {
          if (holds(tat, request)) {
            long after =
                switch (request.form()) {
                  case FULL -> request.from() + request.cost();
                  case IN_USE -> tat + request.cost();
                };
            answer[0] = new LeaseAnswer.Leased(after);
            return after;
          }
          answer[0] =
              new LeaseAnswer.Refused(tat == null ? OptionalLong.empty() : OptionalLong.of(tat));
          return tat;
        });
    return answer[0];
  }

  private static boolean holds(Long tat, LeaseRequest request) {
    return switch (request.form()) {
      case FULL -> tat == null || tat < request.from();
      case IN_USE ->
          tat != null && tat >= request.from() && tat <= request.latest() - request.cost();
    };
  }
}
