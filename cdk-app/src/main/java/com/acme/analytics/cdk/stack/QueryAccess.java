package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * What whatever answers queries reads of its environment, and what it may do: the function behind
 * the HTTP API, and the worker that does jobs.
 *
 * @param jobs the queue of jobs to do
 */
public record QueryAccess(
    EnvironmentSettings settings, StorageStack storage, HotClusterStack hotCluster, Queue jobs) {
  /** Variables beside those that every function has. */
  Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("ACME_API_KEYS_TABLE", storage.apiKeys().getTableName()),
        Map.entry("ACME_DEFINITIONS_TABLE", storage.definitions().getTableName()),
        Map.entry("ACME_DASHBOARDS_TABLE", storage.dashboards().getTableName()),
        Map.entry("ACME_CUSTOMERS_TABLE", storage.customers().getTableName()),
        Map.entry("ACME_CLICKHOUSE_URL", settings.hotStore().url()),
        Map.entry("ACME_CLICKHOUSE_DATABASE", settings.hotStore().database()),
        Map.entry("ACME_CLICKHOUSE_SECRET_ARN", hotCluster.querySecret().getSecretArn()),
        Map.entry("ACME_DRUID_URL", settings.warmStore().url()),
        Map.entry("ACME_LAKE_URL", storage.lakeQueries().address()),
        Map.entry("ACME_REJECTED_BUCKET", storage.rejected().getBucketName()),
        Map.entry("ACME_QUERY_JOBS_TABLE", storage.queryJobs().getTableName()),
        Map.entry("ACME_QUERY_JOBS_QUEUE_URL", jobs.getQueueUrl()),
        Map.entry("ACME_QUERY_RESULTS_BUCKET", storage.queryResults().getBucketName()),
        Map.entry("ACME_HOT_RETENTION", IsoDays.of(settings.hotStore().retention())),
        Map.entry("ACME_WARM_RETENTION", IsoDays.of(settings.warmStore().retention())),
        Map.entry("ACME_MAX_CLOCK_SKEW", settings.ingest().maxClockSkew().toString()));
  }

  /**
   * To take requests: keys, definitions, dashboards, refused events, and jobs with their results.
   */
  List<PolicyStatement> serving() {
    return Stream.of(
            Stream.of(
                allow(storage.apiKeys().getTableArn(), "dynamodb:GetItem"),
                reading(storage.definitions()),
                reading(storage.dashboards()),
                allow(storage.rejected().getBucketArn(), "s3:ListBucket"),
                allow(storage.rejected().arnForObjects("*"), "s3:GetObject"),
                allow(
                    storage.queryJobs().getTableArn(),
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem"),
                allow(jobs.getQueueArn(), "sqs:SendMessage"),
                allow(storage.queryResults().arnForObjects("*"), "s3:GetObject")),
            asking())
        .flatMap(statements -> statements)
        .toList();
  }

  /** To do jobs. */
  List<PolicyStatement> working() {
    return Stream.of(
            Stream.of(
                allow(storage.queryJobs().getTableArn(), "dynamodb:UpdateItem"),
                allow(
                    jobs.getQueueArn(),
                    "sqs:ChangeMessageVisibility",
                    "sqs:DeleteMessage",
                    "sqs:GetQueueAttributes",
                    "sqs:ReceiveMessage"),
                allow(storage.queryResults().arnForObjects("*"), "s3:PutObject")),
            asking())
        .flatMap(statements -> statements)
        .toList();
  }

  /** To ask every tier, and to remember what the lake says. */
  private Stream<PolicyStatement> asking() {
    return Stream.concat(
        Stream.of(
            declarationsOf(storage),
            HotStoreStack.reading(hotCluster.querySecret()),
            // Without it what has expired is forbidden rather than not found.
            allow(storage.queryResults().getBucketArn(), "s3:ListBucket"),
            allow(storage.queryResults().arnForObjects("cache/*"), "s3:GetObject", "s3:PutObject")),
        storage.lakeQueries().permissions().stream());
  }

  /** One item, several by their ids, and lists. */
  private static PolicyStatement reading(TableV2 table) {
    return allow(
        table.getTableArn(), "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
  }

  /**
   * What customers declare, and not the salts that stand beside it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">
   *     DynamoDB on access to attributes</a>
   */
  private static PolicyStatement declarationsOf(StorageStack storage) {
    return PolicyStatement.Builder.create()
        .actions(List.of("dynamodb:GetItem"))
        .resources(List.of(storage.customers().getTableArn()))
        .conditions(
            Map.of(
                "ForAllValues:StringEquals",
                Map.of(
                    "dynamodb:Attributes",
                    List.of(
                        "customer_id",
                        "dimensions",
                        "measures",
                        "dimensions_since",
                        "measures_since")),
                "StringEqualsIfExists",
                Map.of("dynamodb:Select", "SPECIFIC_ATTRIBUTES")))
        .build();
  }

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
