package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.DirectoryTree;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.IcebergCatalogEngine;
import com.acme.analytics.local.supervisor.KafkaEngine;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SecretsEndpoint;
import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * All that the job speaks with, each the real engine: Kafka, ClickHouse, S3, the lake's catalog.
 */
final class StreamEngines implements AutoCloseable {
  static final String ACCEPTED = "events.accepted";
  private static final String DATABASE = "acme";
  private static final int PARTITIONS = 4;

  private final EngineFixture<KafkaEngine> kafka;
  private final EngineFixture<ClickHouseEngine> clickHouse;
  private final EngineFixture<S3Engine> s3;
  private final EngineFixture<IcebergCatalogEngine> catalog;
  private final SecretsEndpoint secrets;
  private final Client admin;
  private final Path work;

  StreamEngines() throws Exception {
    work = Files.createTempDirectory("acme-stream");
    kafka = EngineFixture.kafka();
    clickHouse = EngineFixture.clickHouse();
    s3 = EngineFixture.s3();
    catalog = EngineFixture.iceberg(s3.engine());
    try (Admin topics = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      topics
          .createTopics(
              List.of(
                  new NewTopic(ACCEPTED, PARTITIONS, (short) 1),
                  new NewTopic("definitions", 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact")),
                  new NewTopic("events.historical", 1, (short) 1),
                  new NewTopic("alerts", 1, (short) 1),
                  new NewTopic("events.unique", PARTITIONS, (short) 1),
                  new NewTopic("live", 1, (short) 1)))
          .all()
          .get();
    }
    try (S3Client client = s3.engine().client()) {
      client.createBucket(bucket -> bucket.bucket("lake"));
    }
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    admin =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(account.name())
            .setPassword(account.password())
            .build();
    new Migrator(admin, DATABASE).migrate();
    ClickHouseAccount ingest = clickHouse.engine().account(Role.INGEST);
    secrets = new SecretsEndpoint(ingest.name(), ingest.password());
  }

  String bootstrapServers() {
    return kafka.engine().bootstrapServers();
  }

  /** ClickHouse, for reading what has come there. */
  Client clickHouse() {
    return admin;
  }

  /** Of what processes leave behind; it goes with the engines. */
  Path work() {
    return work;
  }

  /**
   * The environment of a process that runs the job.
   *
   * @param group the consumer group: with a new one the topic is read from its beginning
   */
  Map<String, String> environment(String group) throws IOException {
    Path properties = Files.writeString(work.resolve(group + ".json"), propertyGroups(group));
    return Map.of(
        "ACME_APPLICATION_PROPERTIES", properties.toString(),
        "AWS_REGION", "eu-central-1",
        "AWS_ACCESS_KEY_ID", s3.engine().accessKey(),
        "AWS_SECRET_ACCESS_KEY", s3.engine().secretKey(),
        "AWS_ENDPOINT_URL_S3", s3.engine().url().toString(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString());
  }

  /**
   * What the job is told: the horizon, the interval of upserts and the lake's settings are
   * production's.
   */
  private String propertyGroups(String group) {
    return """
    [
      {"PropertyGroupId": "acme.kafka", "PropertyMap": {
        "bootstrap.servers": "%s", "security.protocol": "PLAINTEXT",
        "events.accepted.topic": "%s", "events.historical.topic": "events.historical",
        "definitions.topic": "definitions", "alerts.topic": "alerts",
        "events.unique.topic": "events.unique", "live.topic": "live",
        "group.id": "%s", "historical.group.id": "historical"}},
      {"PropertyGroupId": "acme.clickhouse", "PropertyMap": {
        "url": "%s", "database": "%s", "secret.arn": "arn:aws:secretsmanager:a"}},
      {"PropertyGroupId": "acme.deduplication", "PropertyMap": {"horizon": "PT24H"}},
      {"PropertyGroupId": "acme.hot", "PropertyMap": {"retention": "P7D", "upsert.interval": "PT5S"}},
      {"PropertyGroupId": "acme.historical", "PropertyMap": {"events.per.second": "5000"}},
      {"PropertyGroupId": "acme.lake", "PropertyMap": {
        "catalog.url": "%s", "catalog.warehouse": "lake", "catalog.authentication": "NONE",
        "database": "%s", "writers.per.hour": "1", "buffer.bytes": "33554432",
        "commit.interval": "PT60S"}}
    ]
    """
        .formatted(
            bootstrapServers(),
            ACCEPTED,
            group,
            clickHouse.engine().url(),
            DATABASE,
            catalog.engine().url(),
            DATABASE);
  }

  @Override
  public void close() throws Exception {
    admin.close();
    secrets.close();
    catalog.close();
    s3.close();
    clickHouse.close();
    kafka.close();
    new DirectoryTree(work).delete();
  }
}
