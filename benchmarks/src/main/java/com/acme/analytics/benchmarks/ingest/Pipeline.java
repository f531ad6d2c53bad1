package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.GeoDatabase;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.EventLimiter;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.EventJudge;
import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Outcome;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import com.acme.analytics.functions.ingest.schemas.CachedSchemaRules;
import com.acme.analytics.functions.ingest.schemas.SchemaRules;
import com.acme.analytics.functions.ingest.schemas.SchemaTable;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The pipeline as the doors run it, with nothing at its ends: no bucket of tokens, no table of
 * customers, no Kafka. Geolocation and schemas are the real ones with their caches, empty at first.
 */
final class Pipeline implements AutoCloseable {
  private static final Verdict NO_SCHEMA = new Verdict.NoSchema();
  private static final Caller CALLER = new Caller("192.0.2.1", "", "");
  private static final Credential CREDENTIAL =
      new Credential(IngestEngines.CUSTOMER, "benchmark", Set.of(Scope.INGEST), RateLimit.STANDARD);

  private final DynamoDbClient dynamo = DynamoDbClient.create();
  private final GeoDatabase geo = GeoDatabase.open(IngestEngines.geoDatabase());
  private final Ingestion ingestion;

  Pipeline(PipelineSteps steps) {
    CustomerSettings settings =
        CustomerSettings.standard(IngestEngines.CUSTOMER, Salt.of(new byte[Salt.BYTES]));
    this.ingestion =
        new Ingestion(
            new BatchReader(new EventTimes(Duration.ofDays(3_650), Duration.ofMinutes(5))),
            limiter(steps),
            new EventJudge(rules(steps), enrichment(steps), Duration.ofDays(7)),
            customer -> settings,
            (records, trace) -> allOf(records.size()),
            new Identifiers(new SecureRandom()),
            TrustedProxies.NONE,
            IngestMetrics.NONE);
  }

  /** Takes a batch of JSON in. */
  Outcome submit(byte[] body) {
    return ingestion.submit(
        new Submission(
            CREDENTIAL,
            body,
            BatchFormat.JSON,
            Optional.empty(),
            Instant.now(),
            CALLER,
            Optional.empty(),
            false,
            Door.GATEWAY));
  }

  @Override
  public void close() {
    geo.close();
    dynamo.close();
  }

  private static EventLimiter limiter(PipelineSteps steps) {
    boolean readsOnly = steps == PipelineSteps.READ;
    return (credential, events) ->
        new Grant(events, readsOnly ? 0 : events, 0, Duration.ZERO, credential.rateLimit());
  }

  private SchemaRules rules(PipelineSteps steps) {
    return steps.includes(PipelineSteps.SCHEMA)
        ? new CachedSchemaRules(
            new SchemaTable(dynamo, IngestEngines.SCHEMAS), Ticker.systemTicker())
        : (customer, event, properties) -> NO_SCHEMA;
  }

  private Enrichment enrichment(PipelineSteps steps) {
    return steps.includes(PipelineSteps.ENRICH)
        ? Enrichment.standard(geo, TrustedProxies.NONE)
        : new Enrichment(List.of());
  }

  private static BitSet allOf(int size) {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }
}
