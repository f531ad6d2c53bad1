package com.acme.analytics.benchmarks.query;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.DruidEngine;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.IcebergCatalogEngine;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SecretsEndpoint;
import com.acme.analytics.local.supervisor.TrinoEngine;
import com.clickhouse.client.api.Client;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** All that the query function asks, each the real engine, with the tables it needs and a key. */
final class Engines implements AutoCloseable {
  static final String KEY = "acme_dev_benchmark";
  static final String LAKE = "lake";

  /** What is left for it beside the other engines on a machine of 24 GiB. */
  private static final long MEMORY_BYTES = 6_000_000_000L;

  private static final String DATABASE = "acme";
  private static final String API_KEYS = "api-keys";
  private static final String RESULTS = "results";

  private final EngineFixture<ClickHouseEngine> clickHouse = EngineFixture.clickHouse(MEMORY_BYTES);
  private final EngineFixture<DruidEngine> druid = EngineFixture.druid();
  private final EngineFixture<DynamoDbEngine> dynamo = EngineFixture.dynamoDb();

  /** One account for S3 and DynamoDB, which takes letters and digits alone. */
  private final EngineFixture<S3Engine> s3 =
      EngineFixture.start(new S3Engine(EngineFixture.freePort(), "benchmark", "benchmark"));

  private final EngineFixture<IcebergCatalogEngine> catalog;
  private final EngineFixture<TrinoEngine> trino;
  private final SecretsEndpoint secrets;
  private final Client admin;

  Engines() throws Exception {
    try (S3Client client = s3.engine().client()) {
      client.createBucket(bucket -> bucket.bucket(LAKE));
      client.createBucket(bucket -> bucket.bucket(RESULTS));
    }
    catalog = EngineFixture.iceberg(s3.engine());
    trino = EngineFixture.trino(catalog.engine());
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    admin =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(account.name())
            .setPassword(account.password())
            .setDefaultDatabase(DATABASE)
            .build();
    new Migrator(admin, DATABASE).migrate();
    ClickHouseAccount reader = reader();
    secrets = new SecretsEndpoint(reader.name(), reader.password());
    fillTables();
  }

  /** An account that may change what is stored. */
  Client clickHouse() {
    return admin;
  }

  URI druid() {
    return druid.engine().url();
  }

  String trino() {
    return "jdbc:trino://127.0.0.1:" + trino.engine().port() + "/awsdatacatalog/" + DATABASE;
  }

  S3Engine s3() {
    return s3.engine();
  }

  /** Where a statement goes that nobody stands between, with its account. */
  URI straightToClickHouse() throws URISyntaxException {
    URI url = clickHouse.engine().url();
    ClickHouseAccount reader = reader();
    return new URI(
        url.getScheme(),
        /* userInfo= */ null,
        url.getHost(),
        url.getPort(),
        "/",
        "database=%s&user=%s&password=%s&wait_end_of_query=1&default_format=JSONCompactEachRow"
            .formatted(DATABASE, reader.name(), reader.password()),
        /* fragment= */ null);
  }

  private ClickHouseAccount reader() {
    return clickHouse.engine().account(Role.QUERY);
  }

  private void fillTables() {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(dynamo.engine().url())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(s3.engine().accessKey(), s3.engine().secretKey())))
            .build()) {
      DynamoDbTables tables = new DynamoDbTables(client);
      tables.create(API_KEYS, "key_hash");
      tables.create("customers", "customer_id");
      tables.create("definitions", "customer_id", "definition");
      tables.create("dashboards", "customer_id", "dashboard");
      tables.create("jobs", "customer_id", "job_id");
      new ApiKeyTable(client, API_KEYS)
          .put(
              ApiKey.of(KEY),
              new CustomerId(Question.CUSTOMER),
              EnumSet.of(Scope.QUERY),
              RateLimit.STANDARD,
              Instant.now());
    }
  }

  /** The environment of a process that is the query function. */
  Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("ACME_ENVIRONMENT", "dev"),
        Map.entry("ACME_API_KEYS_TABLE", API_KEYS),
        Map.entry("ACME_DEFINITIONS_TABLE", "definitions"),
        Map.entry("ACME_DASHBOARDS_TABLE", "dashboards"),
        Map.entry("ACME_CUSTOMERS_TABLE", "customers"),
        Map.entry("ACME_CLICKHOUSE_URL", clickHouse.engine().url().toString()),
        Map.entry("ACME_CLICKHOUSE_DATABASE", DATABASE),
        Map.entry("ACME_CLICKHOUSE_SECRET_ARN", "arn:aws:secretsmanager:a"),
        Map.entry("ACME_DRUID_URL", druid().toString()),
        Map.entry("ACME_LAKE_URL", trino()),
        Map.entry("ACME_REJECTED_BUCKET", "rejected"),
        Map.entry("ACME_QUERY_JOBS_TABLE", "jobs"),
        Map.entry("ACME_QUERY_JOBS_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/1/jobs"),
        Map.entry("ACME_QUERY_RESULTS_BUCKET", RESULTS),
        Map.entry("ACME_HOT_RETENTION", "P7D"),
        Map.entry("ACME_WARM_RETENTION", "P90D"),
        Map.entry("ACME_MAX_CLOCK_SKEW", "PT5M"),
        Map.entry("AWS_REGION", "eu-central-1"),
        Map.entry("AWS_ACCESS_KEY_ID", s3.engine().accessKey()),
        Map.entry("AWS_SECRET_ACCESS_KEY", s3.engine().secretKey()),
        Map.entry("AWS_ENDPOINT_URL_S3", s3.engine().url().toString()),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", dynamo.engine().url().toString()),
        Map.entry("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString()),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "query"),
        Map.entry("POWERTOOLS_METRICS_NAMESPACE", "acme"),
        Map.entry("POWERTOOLS_SERVICE_NAME", "query"));
  }

  @Override
  public void close() throws Exception {
    admin.close();
    secrets.close();
    trino.close();
    catalog.close();
    s3.close();
    dynamo.close();
    druid.close();
    clickHouse.close();
  }
}
