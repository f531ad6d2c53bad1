package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.schemas.SchemaIndex.Newest;
import com.acme.analytics.functions.ingest.schemas.compatibility.Break;
import com.acme.analytics.functions.ingest.schemas.compatibility.Comparison;
import com.acme.analytics.functions.ingest.schemas.compile.RefusedSchemaException;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaCompiler;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaJson;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaReview;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides what becomes of a version that a customer puts. A decision rests on the customer's index
 * of one moment; where somebody else was faster it is made again.
 */
final class SchemaVersions {
  /** Event names with schemas, of one customer. */
  static final int EVENTS = 200;

  /** UTF-8 bytes of all newest schemas of one customer; all of them are kept compiled. */
  static final int CUSTOMER_BYTES = 512 * 1024;

  private static final int ATTEMPTS = 5;
  private static final int BREAKS_SHOWN = 20;

  private final SchemaTable table;
  private final SchemaReview review = new SchemaReview(new SchemaCompiler());

  SchemaVersions(SchemaTable table) {
    this.table = table;
  }

  /**
   * What is stored now.
   *
   * @param created false when it was there before
   */
  record Outcome(StoredSchema schema, boolean created) {}

  /**
   * Stores a version, changes the mode of one, or finds that nothing is to be done.
   *
   * @throws ProblemException with the reason not to
   */
  Outcome put(CustomerId customer, String event, int version, SchemaRequest request, Instant now) {
    SchemaDocument document = review(request);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      SchemaIndex index = table.index(customer);
      int last = index.find(event).map(Newest::version).orElse(0);
      Outcome outcome =
          version <= last
              ? known(customer, event, version, request)
              : new Outcome(
                  StoredSchema.of(event, version, request.mode(), request.schema().toString(), now),
                  true);
      if (outcome.created()) {
        checkNew(customer, outcome.schema(), last, request.compatibility(), document, index);
      } else if (outcome.schema().version().mode() == request.mode()) {
        return outcome;
      }
      StoredSchema wanted = outcome.schema().withMode(request.mode());
      if (table.put(customer, wanted, index)) {
        return new Outcome(wanted, outcome.created());
      }
    }
    throw problem(
        ErrorCode.SCHEMA_CONFLICT,
        "version: %d times changed by others meanwhile (expected: fewer writers; retry)"
            .formatted(ATTEMPTS),
        "");
  }

  private SchemaDocument review(SchemaRequest request) {
    try {
      return review.review(request.schema());
    } catch (RefusedSchemaException e) {
      throw new ProblemException(
          new Problem(ErrorCode.INVALID_SCHEMA, e.getMessage(), "/schema" + e.pointer()), e);
    }
  }

  private Outcome known(CustomerId customer, String event, int version, SchemaRequest request) {
    StoredSchema stored = table.find(customer, event, version).orElseThrow();
    if (!SchemaJson.read(stored.text()).equals(request.schema())) {
      throw problem(
          ErrorCode.SCHEMA_CONFLICT,
          "version: %d, which is another schema (expected: the same schema, or a new version)"
              .formatted(version),
          "version");
    }
    return new Outcome(stored, false);
  }

  private void checkNew(
      CustomerId customer,
      StoredSchema schema,
      int last,
      Compatibility compatibility,
      SchemaDocument document,
      SchemaIndex index) {
    SchemaVersion version = schema.version();
    if (version.version() != last + 1) {
      throw problem(
          ErrorCode.SCHEMA_CONFLICT,
          "version: %d (expected: %d, the next one)".formatted(version.version(), last + 1),
          "version");
    }
    SchemaIndex next = index.with(schema);
    if (next.newest().size() > EVENTS) {
      throw problem(
          ErrorCode.INVALID_SCHEMA,
          "events: %d with schemas (expected: at most %d)".formatted(EVENTS + 1, EVENTS),
          "event");
    }
    if (next.bytes() > CUSTOMER_BYTES) {
      throw problem(
          ErrorCode.INVALID_SCHEMA,
          "schema: %d bytes with those of the other events (expected: at most %d)"
              .formatted(next.bytes(), CUSTOMER_BYTES),
          "/schema");
    }
    if (last > 0 && compatibility == Compatibility.BACKWARD) {
      checkCompatible(table.find(customer, version.event(), last).orElseThrow(), document);
    }
  }

  private static void checkCompatible(StoredSchema previous, SchemaDocument document) {
    List<Break> breaks = Comparison.of(document(previous), document).breaks();
    if (breaks.isEmpty()) {
      return;
    }
    String shown =
        breaks.stream()
            .limit(BREAKS_SHOWN)
            .map(each -> "/schema" + each.pointer() + ": " + each.detail())
            .collect(Collectors.joining("; "));
    throw problem(
        ErrorCode.INCOMPATIBLE_SCHEMA,
        "%d breaks with version %d: %s"
            .formatted(breaks.size(), previous.version().version(), shown),
        "/schema" + breaks.getFirst().pointer());
  }

  private static SchemaDocument document(StoredSchema stored) {
    try {
      return SchemaDocument.of(SchemaJson.read(stored.text()));
    } catch (RefusedSchemaException e) {
      throw new IllegalStateException("a stored schema is one: " + stored.version(), e);
    }
  }

  private static ProblemException problem(ErrorCode code, String detail, String pointer) {
    return new ProblemException(new Problem(code, detail, pointer));
  }
}
