package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CachedApiKeyDirectory;
import com.acme.analytics.functions.identity.CachedCustomerDirectory;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.GeoDatabase;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.DynamoLeaseStore;
import com.acme.analytics.functions.ingest.limits.EventLimiter;
import com.acme.analytics.functions.ingest.limits.LeasingLimiter;
import com.acme.analytics.functions.ingest.schemas.CachedSchemaRules;
import com.acme.analytics.functions.ingest.schemas.SchemaTable;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Everything of a process that takes events in and that must not outlive a snapshot: the producer
 * with its id, the connections, the caches, the random state that ids are made from. Opened once a
 * process is unique, closed before it is copied.
 */
public final class IngestServices implements AutoCloseable {
  /** No customer's events: connections are tried in its name. */
  private static final CustomerId NOBODY = new CustomerId("priming");

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DYNAMO_CALL_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DYNAMO_ATTEMPT_TIMEOUT = Duration.ofMillis(700);

  private final Producer<byte[], byte[]> producer;
  private final DynamoDbClient dynamo;
  private final GeoDatabase geo;
  private final ApiKeyDirectory directory;
  private final EventLimiter limiter;
  private final CachedSchemaRules rules;
  private final CustomerTable customers;
  private final String topic;
  private final Ingestion ingestion;

  private IngestServices(
      Producer<byte[], byte[]> producer,
      DynamoDbClient dynamo,
      GeoDatabase geo,
      IngestSettings settings,
      IngestMetrics metrics) {
    this.producer = producer;
    this.dynamo = dynamo;
    this.geo = geo;
    Ticker ticker = Ticker.systemTicker();
    SecureRandom random = new SecureRandom();
    TrustedProxies proxies = TrustedProxies.parse(settings.trustedProxies());
    this.directory =
        new CachedApiKeyDirectory(new ApiKeyTable(dynamo, settings.tables().apiKeys()), ticker);
    this.limiter =
        new LeasingLimiter(
            new DynamoLeaseStore(dynamo, settings.tables().rateLimits()),
            InstantSource.system(),
            ticker,
            random,
            metrics);
    this.rules =
        new CachedSchemaRules(new SchemaTable(dynamo, settings.tables().schemas()), ticker);
    this.customers = new CustomerTable(dynamo, settings.tables().customers());
    this.topic = settings.topics().get(Lane.ACCEPTED);
    this.ingestion =
        new Ingestion(
            new BatchReader(settings.times()),
            limiter,
            new EventJudge(rules, Enrichment.standard(geo, proxies), settings.hotRetention()),
            new CachedCustomerDirectory(customers, ticker),
            new KafkaEventStream(producer, settings.topics()),
            new Identifiers(random),
            proxies,
            metrics);
  }

  /**
   * Makes the clients; they connect when first used.
   *
   * @throws IllegalArgumentException when the settings name no geolocation database, or proxies
   *     that are none
   */
  public static IngestServices open(IngestSettings settings, IngestMetrics metrics) {
    GeoDatabase geo = GeoDatabase.open(settings.geoDatabase());
    DynamoDbClient dynamo =
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                overrides ->
                    overrides
                        .apiCallTimeout(DYNAMO_CALL_TIMEOUT)
                        .apiCallAttemptTimeout(DYNAMO_ATTEMPT_TIMEOUT))
            .build();
    return new IngestServices(settings.kafka().newProducer(), dynamo, geo, settings, metrics);
  }

  /**
   * Asks every table and the brokers for what a first request would have to, so that it finds
   * connections open and their code loaded. Nothing is published; a lease of nobody's is taken,
   * which expires.
   *
   * @throws com.acme.analytics.functions.identity.DirectoryUnavailableException when the table of
   *     API keys can't be read
   * @throws com.acme.analytics.core.problem.ProblemException when the table of schemas can't
   * @throws org.apache.kafka.common.KafkaException when no broker answers
   */
  public void connect() {
    directory.find(ApiKey.of(NOBODY.value()));
    rules.connect(NOBODY);
    customers.find(NOBODY);
    // Of a key of its own: restored environments would wait for each other at one item.
    String keyHash = NOBODY + "/" + UUID.randomUUID();
    limiter.take(new Credential(NOBODY, keyHash, Set.of(Scope.INGEST), RateLimit.STANDARD), 1);
    producer.partitionsFor(topic);
  }

  /** Whose an API key is. */
  public ApiKeyDirectory directory() {
    return directory;
  }

  /** The way of a batch. */
  public Ingestion ingestion() {
    return ingestion;
  }

  /** Where addresses are; closed with the rest. */
  public GeoDatabase geo() {
    return geo;
  }

  /** The client of the tables; closed with the rest. */
  public DynamoDbClient dynamo() {
    return dynamo;
  }

  /** The producer behind it. */
  public Producer<byte[], byte[]> producer() {
    return producer;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    dynamo.close();
    geo.close();
  }
}
