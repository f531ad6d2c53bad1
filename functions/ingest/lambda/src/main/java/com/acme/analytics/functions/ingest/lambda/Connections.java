package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CachedApiKeyDirectory;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestEndpoint;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.KafkaEventStream;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Everything of the function that must not outlive a snapshot: the producer with its id, the
 * connections, the cache of API keys, the random state that ids are made from. Opened once a
 * process is unique, closed before it is copied.
 */
final class Connections implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DYNAMO_CALL_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DYNAMO_ATTEMPT_TIMEOUT = Duration.ofMillis(700);

  private final Producer<byte[], byte[]> producer;
  private final DynamoDbClient dynamo;
  private final ApiKeyDirectory directory;
  private final IngestEndpoint endpoint;

  private Connections(
      Producer<byte[], byte[]> producer,
      DynamoDbClient dynamo,
      IngestConfig config,
      IngestMetrics metrics) {
    this.producer = producer;
    this.dynamo = dynamo;
    this.directory =
        new CachedApiKeyDirectory(
            new ApiKeyTable(dynamo, config.apiKeysTable()), Ticker.systemTicker());
    this.endpoint =
        new IngestEndpoint(
            directory,
            new BatchReader(config.times()),
            new KafkaEventStream(producer, config.acceptedTopic()),
            new Identifiers(new SecureRandom()),
            metrics);
  }

  /** Makes the clients; they connect when first used. */
  static Connections open(IngestConfig config, IngestMetrics metrics) {
    DynamoDbClient dynamo =
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                settings ->
                    settings
                        .apiCallTimeout(DYNAMO_CALL_TIMEOUT)
                        .apiCallAttemptTimeout(DYNAMO_ATTEMPT_TIMEOUT))
            .build();
    return new Connections(config.kafka().newProducer(), dynamo, config, metrics);
  }

  IngestEndpoint endpoint() {
    return endpoint;
  }

  ApiKeyDirectory directory() {
    return directory;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    dynamo.close();
  }
}
