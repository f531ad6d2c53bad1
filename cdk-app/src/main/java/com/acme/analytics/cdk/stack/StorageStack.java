package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.LakeQueries;
import com.acme.analytics.cdk.construct.LakeTableResource;
import com.acme.analytics.cdk.construct.PrivateBucket;
import com.acme.analytics.cdk.druid.DruidConfiguration;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.LakeSettings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * The lake's bucket and table, the archive of dead letters, ClickHouse's backups, Druid's segments,
 * the tables of customers, and the jobs of queries with their results.
 */
public final class StorageStack extends Stack {
  private final TableV2 apiKeys;
  private final TableV2 customers;
  private final TableV2 schemas;
  private final TableV2 definitions;
  private final TableV2 dashboards;
  private final TableV2 rateLimits;
  private final TableV2 queryJobs;
  private final Bucket queryResults;
  private final Bucket rejected;
  private final Bucket hotBackups;
  private final Bucket warmSegments;
  private final LakeTableResource events;
  private final LakeQueries lakeQueries;

  public StorageStack(Construct scope, EnvironmentSettings settings) {
    super(scope, "storage");
    Bucket accessLogs =
        PrivateBucket.create(this, "AccessLogs", settings.removalPolicy())
            .lifecycleRules(List.of(LifecycleRule.builder().expiration(Duration.days(365)).build()))
            .build();
    Bucket lake =
        PrivateBucket.create(this, "Lake", settings.removalPolicy())
            .bucketName(settings.resourceName("lake-" + settings.account()))
            .serverAccessLogsBucket(accessLogs)
            .serverAccessLogsPrefix("lake/")
            .lifecycleRules(List.of(lifecycle(settings.lake())))
            .build();
    events = new LakeTableResource(this, settings, lake);
    lakeQueries = new LakeQueries(this, settings, events);
    rejected =
        PrivateBucket.create(this, "Rejected", settings.removalPolicy())
            .bucketName(settings.resourceName("rejected-" + settings.account()))
            .serverAccessLogsBucket(accessLogs)
            .serverAccessLogsPrefix("rejected/")
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .expiration(days(settings.deadLetters().retention()))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .build();
    hotBackups =
        PrivateBucket.create(this, "HotBackups", settings.removalPolicy())
            .bucketName(settings.resourceName("hot-backups-" + settings.account()))
            .serverAccessLogsBucket(accessLogs)
            .serverAccessLogsPrefix("hot-backups/")
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .expiration(days(settings.hotStore().cluster().backupRetention()))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .build();
    warmSegments = warmSegments(settings, accessLogs);
    queryResults = queryResults(settings, accessLogs);
    apiKeys = kept(settings, "ApiKeys", "api-keys", "key_hash").build();
    customers = kept(settings, "Customers", "customers", "customer_id").build();
    schemas = kept(settings, "Schemas", "schemas", "customer_id").sortKey(text("schema")).build();
    definitions =
        kept(settings, "Definitions", "definitions", "customer_id")
            .sortKey(text("definition"))
            .build();
    dashboards =
        kept(settings, "Dashboards", "dashboards", "customer_id")
            .sortKey(text("dashboard"))
            .timeToLiveAttribute("expires_at")
            .build();
    rateLimits = rateLimits(settings);
    queryJobs = queryJobs(settings);
  }

  /** Partition key {@code key_hash}. */
  public TableV2 apiKeys() {
    return apiKeys;
  }

  /** Partition key {@code customer_id}. */
  public TableV2 customers() {
    return customers;
  }

  /** Partition key {@code customer_id}, sort key {@code schema}: the event's name and a version. */
  public TableV2 schemas() {
    return schemas;
  }

  /** Partition key {@code customer_id}, sort key {@code definition}: a kind and an id. */
  public TableV2 definitions() {
    return definitions;
  }

  /**
   * Partition key {@code customer_id}, sort key {@code dashboard}: an id, or an id and a version.
   * Former versions expire.
   */
  public TableV2 dashboards() {
    return dashboards;
  }

  /** Partition key {@code key_hash}. */
  public TableV2 rateLimits() {
    return rateLimits;
  }

  /** Partition key {@code customer_id}, sort key {@code job_id}. */
  public TableV2 queryJobs() {
    return queryJobs;
  }

  /** Pages of what jobs have answered, by customer and job. */
  public Bucket queryResults() {
    return queryResults;
  }

  /** Dead letters, by customer, hour of receipt and reason. */
  public Bucket rejected() {
    return rejected;
  }

  /** Druid's deep storage: segments, and what its tasks said. */
  public Bucket warmSegments() {
    return warmSegments;
  }

  /** ClickHouse's backups, by day. */
  public Bucket hotBackups() {
    return hotBackups;
  }

  /** The lake's table. */
  public LakeTableResource events() {
    return events;
  }

  /** How the lake is asked. */
  public LakeQueries lakeQueries() {
    return lakeQueries;
  }

  private TableV2.Builder kept(
      EnvironmentSettings settings, String id, String name, String partitionKey) {
    return TableV2.Builder.create(this, id)
        .tableName(settings.resourceName(name))
        .partitionKey(text(partitionKey))
        .encryption(TableEncryptionV2.awsManagedKey())
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .deletionProtection(settings.keepsData())
        .removalPolicy(settings.removalPolicy());
  }

  /**
   * Buckets of tokens, one item for each API key. A busy key's item is written by every environment
   * and pod that serves it, about once a second each. DynamoDB isolates such an item on a partition
   * of its own, which takes 1,000 writes of up to 1 KiB a second, failed conditions included; a
   * partition has that from the first second on demand, so nothing is provisioned. An item that
   * nobody takes from is full, which is what no item means too: the table is thrown away with its
   * stack and has no backup.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
   *     DynamoDB on hot items</a>
   */
  private TableV2 rateLimits(EnvironmentSettings settings) {
    return TableV2.Builder.create(this, "RateLimits")
        .tableName(settings.resourceName("rate-limits"))
        .partitionKey(text("key_hash"))
        .billing(Billing.onDemand())
        .timeToLiveAttribute("expires_at")
        .encryption(TableEncryptionV2.awsManagedKey())
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  /** Jobs are gone after a day, so they need no backup and go with their stack. */
  private TableV2 queryJobs(EnvironmentSettings settings) {
    return TableV2.Builder.create(this, "QueryJobs")
        .tableName(settings.resourceName("query-jobs"))
        .partitionKey(text("customer_id"))
        .sortKey(text("job_id"))
        .billing(Billing.onDemand())
        .timeToLiveAttribute("expires_at")
        .encryption(TableEncryptionV2.awsManagedKey())
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  /** Druid deletes segments itself; nobody deletes what it says of its tasks. */
  private Bucket warmSegments(EnvironmentSettings settings, Bucket accessLogs) {
    return PrivateBucket.create(this, "WarmSegments", settings.removalPolicy())
        .bucketName(settings.resourceName("warm-segments-" + settings.account()))
        .serverAccessLogsBucket(accessLogs)
        .serverAccessLogsPrefix("warm-segments/")
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .prefix(DruidConfiguration.LOGS + "/")
                    .expiration(Duration.days(30))
                    .build(),
                LifecycleRule.builder()
                    .abortIncompleteMultipartUploadAfter(Duration.days(1))
                    .build()))
        .build();
  }

  /** S3 counts days from the next midnight, so a result outlives its job by less than a day. */
  private Bucket queryResults(EnvironmentSettings settings, Bucket accessLogs) {
    return PrivateBucket.create(this, "QueryResults", settings.removalPolicy())
        .bucketName(settings.resourceName("query-results-" + settings.account()))
        .serverAccessLogsBucket(accessLogs)
        .serverAccessLogsPrefix("query-results/")
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .expiration(Duration.days(1))
                    .abortIncompleteMultipartUploadAfter(Duration.days(1))
                    .build()))
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  /**
   * No object expires by its age: the table says which files it needs, and one that went missing
   * would fail every query that meets it.
   */
  private static LifecycleRule lifecycle(LakeSettings lake) {
    return LifecycleRule.builder()
        .abortIncompleteMultipartUploadAfter(days(lake.abortUploadsAfter()))
        .transitions(
            List.of(
                Transition.builder()
                    .storageClass(StorageClass.INTELLIGENT_TIERING)
                    .transitionAfter(Duration.days(0))
                    .build()))
        .build();
  }

  private static Duration days(java.time.Duration duration) {
    return Duration.days(duration.toDays());
  }
}
