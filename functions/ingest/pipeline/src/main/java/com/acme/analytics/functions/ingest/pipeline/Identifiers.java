package com.acme.analytics.functions.ingest.pipeline;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes ids that no other process makes. It holds random state, so it must never be part of a
 * snapshot that is started more than once.
 */
public final class Identifiers implements EventIds {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private final SecureRandom random;
  private final TimeBasedEpochGenerator eventIds;

  /** Takes a freshly seeded source of randomness. */
  public Identifiers(SecureRandom random) {
    this.random = random;
    this.eventIds = Generators.timeBasedEpochGenerator(random);
  }

  /** A UUID of version 7, whatever the index. */
  @Override
  public UUID idOf(int index) {
    return eventIds.generate();
  }

  /** The beginning of a new trace, not sampled. */
  public TraceParent newTrace() {
    byte[] traceId = new byte[TRACE_BYTES];
    byte[] spanId = new byte[SPAN_BYTES];
    random.nextBytes(traceId);
    random.nextBytes(spanId);
    return TraceParent.notSampled(traceId, spanId);
  }
}
