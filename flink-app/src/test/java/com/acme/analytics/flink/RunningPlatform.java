package com.acme.analytics.flink;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.clickhouse.Truth;
import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.lake.LakeEngines;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.FlinkCluster;
import com.acme.analytics.local.supervisor.KafkaEngine;
import com.acme.analytics.local.supervisor.ProcessStatus;
import com.acme.analytics.local.supervisor.RestartPolicy;
import com.acme.analytics.local.supervisor.SecretsEndpoint;
import com.acme.analytics.local.supervisor.Supervisor;
import com.acme.analytics.local.supervisor.Workspace;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QuerySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The real Kafka, Flink with the packaged job, and ClickHouse, each a process. */
final class RunningPlatform implements AutoCloseable {
  private static final String TOPIC = "events.accepted";
  private static final String HISTORICAL_TOPIC = "events.historical";

  private final EngineFixture<KafkaEngine> kafka;
  private final EngineFixture<ClickHouseEngine> clickHouse;
  private final LakeEngines lake;
  private final LakeReader lakeReader;
  private final SecretsEndpoint secrets;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Client admin;
  private final FlinkCluster flink;
  private final Workspace workspace;
  private Supervisor supervisor;

  RunningPlatform(Path home) throws Exception {
    kafka = EngineFixture.kafka();
    clickHouse = EngineFixture.clickHouse();
    lake = new LakeEngines();
    lakeReader = new LakeReader(lake.catalog());
    ClickHouseAccount ingest = clickHouse.engine().account(Role.INGEST);
    secrets = new SecretsEndpoint(ingest.name(), ingest.password());
    Map<String, Object> servers = Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
    try (Admin topics = Admin.create(servers)) {
      topics
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, 3, (short) 1),
                  new NewTopic(HISTORICAL_TOPIC, 2, (short) 1),
                  new NewTopic("definitions", 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact")),
                  new NewTopic("alerts", 3, (short) 1),
                  new NewTopic("events.unique", 3, (short) 1),
                  new NewTopic("live", 3, (short) 1)))
          .all()
          .get();
    }
    producer = new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    admin =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(account.name())
            .setPassword(account.password())
            .build();
    new Migrator(admin, "acme").migrate();
    Path root = Path.of(System.getProperty("acme.root"));
    workspace = new Workspace(root, home);
    Path properties = Files.writeString(home.resolve("properties.json"), properties());
    flink =
        new FlinkCluster(
            EngineFixture.freePort(),
            EngineFixture.freePort(),
            root.resolve("flink-app/target/flink-app.jar"),
            environment(properties));
    startFlink();
  }

  private Map<String, String> environment(Path properties) {
    Map<String, String> environment = new HashMap<>(lake.environment());
    environment.put("ACME_APPLICATION_PROPERTIES", properties.toString());
    environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString());
    return environment;
  }

  void startFlink() throws InterruptedException {
    supervisor = new Supervisor(workspace, RestartPolicy.STANDARD, event -> {});
    supervisor.start(List.of(flink.jobManager(), flink.taskManager()));
  }

  void stopFlink() {
    supervisor.close();
  }

  void killClickHouse() throws InterruptedException {
    clickHouse.kill();
  }

  void clickHouseGoesAway() {
    clickHouse.goAway();
  }

  void clickHouseComesBack() throws InterruptedException {
    clickHouse.comeBack();
  }

  LakeEngines lake() {
    return lake;
  }

  LakeReader lakeReader() {
    return lakeReader;
  }

  void killKafka() throws InterruptedException {
    kafka.kill();
  }

  /** Kills a process of Flink's with SIGKILL; its supervisor starts it again. */
  void killFlink(String process) throws InterruptedException {
    ProcessHandle.of(flinkProcess(process).pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  List<ProcessStatus> flinkProcesses() throws InterruptedException {
    return supervisor.processes();
  }

  /** Sends them as ingest does, and returns once all are acknowledged. */
  void send(List<Event> events) throws Exception {
    send(TOPIC, events);
  }

  /** Sends them as ingest does what is declared a backfill. */
  void sendHistorical(List<Event> events) throws Exception {
    send(HISTORICAL_TOPIC, events);
  }

  private void send(String topic, List<Event> events) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Event event : events) {
      sent.add(send(topic, Events.accepted(event).userKey(), Events.avro(event)));
    }
    for (Future<RecordMetadata> acknowledged : sent) {
      acknowledged.get();
    }
  }

  Future<RecordMetadata> send(String key, byte[] value) {
    return send(TOPIC, key, value);
  }

  private Future<RecordMetadata> send(String topic, String key, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Events of the customer as an exact read counts them; -1 while ClickHouse is away. */
  long count(String customer) {
    String sql =
        "SELECT toString(count()) FROM acme.events FINAL WHERE customer_id = '%s'"
            + " SETTINGS do_not_merge_across_partitions_select_final = 1";
    return queried(sql.formatted(customer));
  }

  /** Distinct ids of the customer; -1 while ClickHouse is away. */
  long distinct(String customer) {
    String sql = "SELECT toString(uniqExact(event_id)) FROM acme.events WHERE customer_id = '%s'";
    return queried(sql.formatted(customer));
  }

  /** Rows of the truth's table; -1 while ClickHouse is away. */
  long rows(Truth truth, String customer) {
    return queried(
        "SELECT toString(count()) FROM acme.%s FINAL WHERE customer_id = '%s'"
            .formatted(truth.table(), customer));
  }

  /** Rows that only one of the truth's table and the truth has, some of them. */
  List<String> differences(Truth truth, String customer) {
    return admin
        .queryAll(
            truth.differences(),
            Map.of(
                "customer", customer, "from", "2000-01-01 00:00:00", "to", "2100-01-01 00:00:00"),
            new QuerySettings().setDatabase("acme"))
        .stream()
        .map(row -> row.getString(1))
        .toList();
  }

  /** Device, system, browser, whether it is a bot and why, of each event, in their order. */
  List<String> devices(String customer) {
    String sql =
        "SELECT arrayStringConcat(arrayFilter(text -> text != '',"
            + " [device, os, browser, toString(bot), bot_reason]), ' ') AS said"
            + " FROM acme.events FINAL WHERE customer_id = '%s' ORDER BY said";
    return admin.queryAll(sql.formatted(customer)).stream().map(row -> row.getString(1)).toList();
  }

  private long queried(String sql) {
    try {
      return Long.parseLong(admin.queryAll(sql).get(0).getString(1));
    } catch (RuntimeException e) {
      return -1;
    }
  }

  private ProcessStatus flinkProcess(String name) throws InterruptedException {
    Optional<ProcessStatus> found =
        supervisor.processes().stream().filter(process -> process.name().equals(name)).findFirst();
    return found.orElseThrow();
  }

  private String properties() {
    return """
    [
      {"PropertyGroupId": "acme.kafka", "PropertyMap": {
        "bootstrap.servers": "%s", "security.protocol": "PLAINTEXT",
        "events.accepted.topic": "%s", "events.historical.topic": "%s",
        "definitions.topic": "definitions", "alerts.topic": "alerts",
        "events.unique.topic": "events.unique", "live.topic": "live",
        "group.id": "analytics", "historical.group.id": "analytics-historical"}},
      {"PropertyGroupId": "acme.clickhouse", "PropertyMap": {
        "url": "%s", "database": "acme", "secret.arn": "arn:aws:secretsmanager:a"}},
      {"PropertyGroupId": "acme.deduplication", "PropertyMap": {"horizon": "PT24H"}},
      {"PropertyGroupId": "acme.hot", "PropertyMap": {"retention": "P7D", "upsert.interval": "PT1S"}},
      {"PropertyGroupId": "acme.historical", "PropertyMap": {"events.per.second": "500"}},
      %s
    ]
    """
        .formatted(
            kafka.engine().bootstrapServers(),
            TOPIC,
            HISTORICAL_TOPIC,
            clickHouse.engine().url(),
            lake.properties());
  }

  @Override
  public void close() throws Exception {
    supervisor.close();
    producer.close();
    admin.close();
    secrets.close();
    lakeReader.close();
    lake.close();
    clickHouse.close();
    kafka.close();
  }
}
