package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.schemas.Mode;
import com.acme.analytics.functions.ingest.schemas.SchemaRules;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import java.time.Duration;
import java.util.Objects;

/** Checks one event against its customer's schema, enriches and encodes it. */
public final class EventJudge {
  /** The warning of an event that violates a schema in mode {@link Mode#WARN}. */
  static final String SCHEMA_VIOLATION = ErrorCode.SCHEMA_VIOLATION.code();

  private final SchemaRules rules;
  private final Enrichment enrichment;
  private final EventEncoder encoder;

  /**
   * A judge.
   *
   * @param hotRetention events that are older than this when received go the historical lane
   */
  public EventJudge(SchemaRules rules, Enrichment enrichment, Duration hotRetention) {
    this.rules = Objects.requireNonNull(rules, "rules");
    this.enrichment = Objects.requireNonNull(enrichment, "enrichment");
    this.encoder = new EventEncoder(hotRetention);
  }

  void judge(ReadEvent read, Submission submission, CustomerSettings settings, Delivery delivery) {
    Event event = read.event();
    Verdict verdict = rules.check(settings.customer(), event.getEvent(), event.getProperties());
    switch (verdict) {
      case Verdict.NoSchema none -> {
        // Nothing to hold it against.
      }
      case Verdict.Valid valid -> event.setSchemaVersion(valid.version());
      case Verdict.Violation violation -> {
        if (violation.mode() == Mode.ENFORCE) {
          delivery.reject(rejection(read, submission.format(), violation));
          return;
        }
        event.setSchemaVersion(violation.version());
        event.getWarnings().add(SCHEMA_VIOLATION);
      }
    }
    enrichment.apply(event, submission.caller(), settings);
    delivery.accept(
        read.index(), event, encoder.encode(event, settings.keyBuckets(), submission.backfill()));
  }

  private static Rejection rejection(
      ReadEvent read, BatchFormat format, Verdict.Violation violation) {
    return new Rejection(
        read.index(),
        read.givenId(),
        read.event().getEvent(),
        ErrorCode.SCHEMA_VIOLATION,
        Pointers.bounded(format.pointerTo(read.index()) + "/properties" + violation.pointer()),
        violation.detail() + "; schema version " + violation.version(),
        read.text());
  }
}
