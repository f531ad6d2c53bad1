package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.EventLimiter;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.schemas.SchemaRules;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A pipeline for tests, of which each part can be replaced. */
final class Pipeline {
  final EventStream stream;
  final IngestMetrics metrics;
  EventLimiter limiter =
      (credential, events) -> new Grant(events, events, 0, Duration.ZERO, credential.rateLimit());
  SchemaRules rules = (customer, event, properties) -> new Verdict.NoSchema();
  Enrichment enrichment = new Enrichment(List.of());
  TrustedProxies proxies = TrustedProxies.NONE;
  KeyBuckets buckets = KeyBuckets.STANDARD;

  Pipeline(EventStream stream, IngestMetrics metrics) {
    this.stream = stream;
    this.metrics = metrics;
  }

  Ingestion ingestion() {
    return new Ingestion(
        new BatchReader(new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5))),
        limiter,
        new EventJudge(rules, enrichment, Duration.ofDays(7)),
        customer ->
            new CustomerSettings(
                customer,
                IpPolicy.TRUNCATE,
                Set.of(),
                DeclaredProperties.NONE,
                DeclaredSince.NEVER,
                buckets,
                Salt.of(new byte[Salt.BYTES])),
        stream,
        new Identifiers(new SecureRandom()),
        proxies,
        metrics);
  }
}
