package com.acme.analytics.benchmarks.ingest;

/**
 * How much of the pipeline runs. Each does what the one before does and one step more, so the
 * differences between them are the steps, and add up to the whole.
 */
public enum PipelineSteps {
  /** Decodes and checks the batch, and makes an event of each: the limiter grants none. */
  READ("read and check"),
  /** And writes the event as Avro, with its key, and the answer. */
  ENCODE("Avro, key and answer"),
  /** And enriches it. */
  ENRICH("enrichment"),
  /** And holds it against its schema: the whole. */
  SCHEMA("schema");

  private final String title;

  PipelineSteps(String title) {
    this.title = title;
  }

  /** What this step does beyond the one before. */
  String title() {
    return title;
  }

  boolean includes(PipelineSteps step) {
    return compareTo(step) >= 0;
  }
}
