package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.http.PayloadFormat;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.GeoDatabase;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.EventJudge;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.IngestServices;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the whole way of a request before a snapshot is taken, so that classes are loaded and
 * compiled in it. Nothing is published: the batch ends in a stream that keeps nothing, and the
 * throw-away producer only asks the brokers for the topic.
 */
final class Priming {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /** Enough for the JIT's first tier; more would only make deployments slower. */
  private static final int ROUNDS = 200;

  private static final String EVENTS = "priming-request.json";
  private static final String MESSAGES = "priming-segment-request.json";

  private static final Credential PRIMING =
      new Credential(
          new CustomerId("priming"), "priming", Set.of(Scope.INGEST), RateLimit.STANDARD);

  private final IngestSettings settings;

  Priming(IngestSettings settings) {
    this.settings = settings;
  }

  void run() {
    try (IngestServices throwAway = IngestServices.open(settings, IngestMetrics.NONE)) {
      primeRequests(throwAway.geo());
      primeConnections(throwAway);
    }
    // The first line of a log takes its time too.
    LOG.info("primed for a snapshot");
  }

  private void primeRequests(GeoDatabase geo) {
    IngestRoutes routes =
        IngestRoutes.of(key -> Optional.of(PRIMING), ingestion(geo), IngestMetrics.NONE);
    for (String name : List.of(EVENTS, MESSAGES)) {
      byte[] payload = payload(name);
      for (int i = 0; i < ROUNDS; i++) {
        HttpRequest request = PayloadFormat.read(new ByteArrayInputStream(payload));
        HttpResponse response = routes.post(request);
        PayloadFormat.write(response, OutputStream.nullOutputStream());
      }
    }
  }

  /** The way of a batch with nothing at its ends: no bucket of tokens, no table, no stream. */
  private Ingestion ingestion(GeoDatabase geo) {
    return new Ingestion(
        new BatchReader(settings.times()),
        (credential, events) -> new Grant(events, events, 0, Duration.ZERO, credential.rateLimit()),
        new EventJudge(
            new PrimingSchema(),
            Enrichment.standard(geo, TrustedProxies.NONE),
            settings.hotRetention()),
        customer ->
            new CustomerSettings(
                customer,
                IpPolicy.TRUNCATE,
                Set.of("user_id"),
                DeclaredProperties.of(Set.of("ratio"), Set.of("bytes")),
                DeclaredSince.NEVER,
                KeyBuckets.STANDARD,
                Salt.of(new byte[Salt.BYTES])),
        (records, trace) -> allOf(records.size()),
        new Identifiers(new SecureRandom()),
        TrustedProxies.NONE,
        IngestMetrics.NONE);
  }

  /** Loads the clients' classes and, where the network allows, proves credentials and TLS. */
  private static void primeConnections(IngestServices throwAway) {
    compress();
    try {
      throwAway.connect();
    } catch (DirectoryUnavailableException | ProblemException | KafkaException e) {
      LOG.warn("priming goes on without connections", e);
    }
  }

  /** Loads the native library that the first batch of events would otherwise wait for. */
  private static void compress() {
    try (OutputStream out =
        Compression.of(CompressionType.LZ4)
            .build()
            .wrapForOutput(new ByteBufferOutputStream(1024), RecordBatch.CURRENT_MAGIC_VALUE)) {
      out.write(payload(EVENTS));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static BitSet allOf(int size) {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  private static byte[] payload(String name) {
    try (InputStream in = Priming.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
