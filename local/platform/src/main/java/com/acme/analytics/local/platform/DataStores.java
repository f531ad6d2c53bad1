package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.model.Bucket;
import com.acme.analytics.local.emulation.model.KinesisStream;
import com.acme.analytics.local.emulation.model.Queue;
import com.acme.analytics.local.emulation.model.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the declared tables, buckets, queues and streams on the local engines; those that exist
 * stay as they are, but that queues take on new attributes.
 */
final class DataStores {
  private static final Logger LOG = LoggerFactory.getLogger(DataStores.class);

  private final Ports ports;
  private final Region region;
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalCredentials.ACCESS_KEY, LocalCredentials.SECRET_KEY));

  DataStores(Ports ports, String region) {
    this.ports = ports;
    this.region = Region.of(region);
  }

  void createTables(List<Table> tables) {
    try (DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + ports.dynamoDb()))
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      for (Table table : tables) {
        createTable(dynamoDb, table);
      }
    }
  }

  void createBuckets(List<Bucket> buckets) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + ports.s3()))
            .forcePathStyle(true)
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      for (Bucket bucket : buckets) {
        createBucket(s3, bucket);
      }
    }
  }

  void createStreams(List<KinesisStream> streams) {
    try (KinesisClient kinesis =
        KinesisClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + ports.kinesis()))
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      for (KinesisStream stream : streams) {
        createStream(kinesis, stream);
      }
    }
  }

  /** Dead-letter queues first, as a redrive policy must find its own. */
  static void createQueues(SqsClient sqs, List<Queue> queues) {
    queues.stream()
        .sorted(Comparator.comparing(Queue::hasDeadLetterQueue))
        .forEach(
            queue -> {
              String url = sqs.createQueue(create -> create.queueName(queue.name())).queueUrl();
              // One of an earlier start has the attributes of then.
              if (!queue.attributes().isEmpty()) {
                sqs.setQueueAttributes(
                    set -> set.queueUrl(url).attributesWithStrings(queue.attributes()));
              }
            });
  }

  private static void createTable(DynamoDbClient dynamoDb, Table table) {
    try {
      dynamoDb.createTable(request(table));
      table.timeToLiveAttribute().ifPresent(name -> enableExpiry(dynamoDb, table, name));
    } catch (ResourceInUseException e) {
      LOG.debug("{} is there from an earlier start, with its items", table.name());
    }
  }

  private static void createBucket(S3Client s3, Bucket bucket) {
    try {
      s3.createBucket(create -> create.bucket(bucket.name()));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      LOG.debug("{} is there from an earlier start, with its objects", bucket.name());
    }
  }

  private static void createStream(KinesisClient kinesis, KinesisStream stream) {
    try {
      kinesis.createStream(
          create ->
              create
                  .streamName(stream.name())
                  .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
    } catch (software.amazon.awssdk.services.kinesis.model.ResourceInUseException e) {
      LOG.debug("{} is there from an earlier start, with its records", stream.name());
    }
  }

  private static CreateTableRequest request(Table table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keySchema(table.key()))
            .attributeDefinitions(attributes(table.attributeTypes()));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(DataStores::index).toList());
    }
    return request.build();
  }

  private static List<AttributeDefinition> attributes(Map<String, String> types) {
    return types.entrySet().stream()
        .map(
            entry ->
                AttributeDefinition.builder()
                    .attributeName(entry.getKey())
                    .attributeType(entry.getValue())
                    .build())
        .toList();
  }

  private static List<KeySchemaElement> keySchema(Table.Key key) {
    List<KeySchemaElement> elements = new ArrayList<>();
    elements.add(element(key.partition(), KeyType.HASH));
    key.sort().ifPresent(sort -> elements.add(element(sort, KeyType.RANGE)));
    return elements;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static GlobalSecondaryIndex index(Table.Index index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projection());
    if (!index.includedAttributes().isEmpty()) {
      projection.nonKeyAttributes(index.includedAttributes());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keySchema(index.key()))
        .projection(projection.build())
        .build();
  }

  private static void enableExpiry(DynamoDbClient dynamoDb, Table table, String attribute) {
    dynamoDb.updateTimeToLive(
        update ->
            update
                .tableName(table.name())
                .timeToLiveSpecification(expiry -> expiry.attributeName(attribute).enabled(true)));
  }
}
