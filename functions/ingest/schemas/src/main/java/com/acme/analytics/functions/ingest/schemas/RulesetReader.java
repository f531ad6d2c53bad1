package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.schemas.SchemaIndex.Newest;
import com.acme.analytics.functions.ingest.schemas.compile.RefusedSchemaException;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaCompiler;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaJson;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and compiles customers' schemas, of what was read before only what changed. */
final class RulesetReader {
  private static final Logger LOG = LoggerFactory.getLogger(RulesetReader.class);

  private final SchemaTable table;
  private final SchemaCompiler compiler;

  RulesetReader(SchemaTable table, SchemaCompiler compiler) {
    this.table = table;
    this.compiler = compiler;
  }

  /** Reads a customer's schemas for the first time. */
  Ruleset read(CustomerId customer, long now) {
    return read(customer, Ruleset.read(0, Map.of(), now), now);
  }

  /** Reads them again: one small item where nothing changed. */
  Ruleset read(CustomerId customer, Ruleset before, long now) {
    SchemaIndex index = table.index(customer);
    if (index.revision() == before.revision()) {
      return before.readAgainAt(now);
    }
    Map<String, EventSchema> schemas = new HashMap<>();
    Map<String, Integer> missing = new HashMap<>();
    index
        .newest()
        .forEach(
            (event, newest) -> {
              EventSchema known = before.byEvent().get(event);
              if (newest.mode() == Mode.OFF) {
                return;
              }
              if (known != null && known.version() == newest.version()) {
                schemas.put(event, known.in(newest.mode()));
              } else {
                missing.put(event, newest.version());
              }
            });
    for (StoredSchema stored : table.findAll(customer, missing)) {
      compile(customer, stored, index.newest().get(stored.version().event()), schemas);
    }
    LOG.info(
        "customer {}: {} schemas in force, {} compiled, revision {}",
        customer,
        schemas.size(),
        missing.size(),
        index.revision());
    return Ruleset.read(index.revision(), schemas, now);
  }

  private void compile(
      CustomerId customer, StoredSchema stored, Newest newest, Map<String, EventSchema> into) {
    String event = stored.version().event();
    try {
      SchemaDocument document = SchemaDocument.of(SchemaJson.read(stored.text()));
      into.put(event, new EventSchema(newest.version(), newest.mode(), compiler.compile(document)));
    } catch (RefusedSchemaException e) {
      // It was reviewed when it was stored: to refuse the customer's events would lose them.
      LOG.error(
          "customer {}: schema {} of event {} can't be compiled and is not applied",
          customer,
          newest.version(),
          event,
          e);
    }
  }
}
