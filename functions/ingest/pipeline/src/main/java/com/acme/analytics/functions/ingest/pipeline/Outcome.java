package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.functions.ingest.limits.Grant;
import java.util.List;
import java.util.UUID;

/**
 * What became of a submission's events.
 *
 * @param accepted ids of the events that Kafka has, in the order of the batch
 * @param refusals the others, in the order of the batch
 * @param grant what the rate limit allowed
 */
public record Outcome(List<UUID> accepted, List<Refusal> refusals, Grant grant) {

  /** Events that can't be accepted as they are. */
  public int rejected() {
    int rejected = 0;
    for (Refusal refusal : refusals) {
      if (refusal.status() == Refusal.Status.REJECTED) {
        rejected++;
      }
    }
    return rejected;
  }
}
