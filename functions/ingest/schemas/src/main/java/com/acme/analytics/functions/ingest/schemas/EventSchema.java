package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.functions.ingest.schemas.Verdict.Valid;
import com.acme.analytics.functions.ingest.schemas.Verdict.Violation;
import com.acme.analytics.functions.ingest.schemas.compile.CompiledSchema;
import com.acme.analytics.functions.ingest.schemas.compile.Finding;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The schema of an event that is in force and looked at, ready to judge. */
final class EventSchema {
  private final int version;
  private final Mode mode;
  private final CompiledSchema schema;
  private final Valid valid;

  EventSchema(int version, Mode mode, CompiledSchema schema) {
    this.version = version;
    this.mode = mode;
    this.schema = schema;
    this.valid = new Valid(version);
  }

  Verdict check(JsonNode properties) {
    Optional<Finding> finding = schema.check(properties);
    if (finding.isEmpty()) {
      return valid;
    }
    return new Violation(version, mode, finding.get().pointer(), finding.get().detail());
  }

  /** The same schema in another mode. */
  EventSchema in(Mode other) {
    return other == mode ? this : new EventSchema(version, other, schema);
  }

  int version() {
    return version;
  }

  /** Roughly, in memory. */
  int bytes() {
    return schema.bytes();
  }
}
