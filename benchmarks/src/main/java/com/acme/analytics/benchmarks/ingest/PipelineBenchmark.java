package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.functions.ingest.pipeline.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The pipeline alone, batch after batch on one thread. */
@State(Scope.Thread)
public class PipelineBenchmark {
  /** Events of a batch. */
  static final int BATCH = 100;

  /** Distinct addresses where caches are warm: all fit into them. */
  static final int WARM_ADDRESSES = 10_000;

  /** Distinct addresses where caches are cold: more than one iteration takes in. */
  static final int COLD_ADDRESSES = 300_000;

  /** Distinct user agents. */
  static final int USER_AGENTS = 500;

  /** How much of it runs. */
  @Param("SCHEMA")
  public PipelineSteps steps;

  /** Whether caches are empty at the start of each iteration, and no address comes twice. */
  @Param("false")
  public boolean cold;

  private byte[][] bodies;
  private Pipeline pipeline;
  private int next;

  /** Writes the batches, outside of what is measured. */
  @Setup(Level.Trial)
  public void writeBatches() {
    int addresses = cold ? COLD_ADDRESSES : WARM_ADDRESSES;
    SampleEvents events = new SampleEvents(addresses, USER_AGENTS);
    bodies = new byte[addresses / BATCH][];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = events.batch(i * BATCH, BATCH);
    }
    pipeline = new Pipeline(steps);
  }

  /** Empties the caches where they are to be cold. */
  @Setup(Level.Iteration)
  public void cool() {
    if (cold) {
      pipeline.close();
      pipeline = new Pipeline(steps);
      next = 0;
    }
  }

  /** One batch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Outcome batch(ProcessorTime time) {
    Outcome outcome = pipeline.submit(bodies[next]);
    next = next + 1 == bodies.length ? 0 : next + 1;
    if (steps != PipelineSteps.READ && outcome.accepted().size() != BATCH) {
      throw new IllegalStateException(
          "accepted: %d (expected: %d): %s"
              .formatted(outcome.accepted().size(), BATCH, outcome.refusals()));
    }
    time.add(BATCH);
    return outcome;
  }

  /** Closes the database. */
  @TearDown(Level.Trial)
  public void close() {
    pipeline.close();
  }
}
