package com.acme.analytics.local.supervisor;

import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One real engine for tests, on free ports and in a directory of its own that goes with it. Where
 * the checkout is comes from the system property {@code acme.root}, which the build sets.
 *
 * @param <E> the engine
 */
public final class EngineFixture<E extends Engine> implements AutoCloseable {
  private final E engine;
  private final Workspace workspace;
  private Supervisor supervisor;

  private EngineFixture(E engine, Workspace workspace, Supervisor supervisor) {
    this.engine = engine;
    this.workspace = workspace;
    this.supervisor = supervisor;
  }

  /** A Kafka without topics. */
  public static EngineFixture<KafkaEngine> kafka() throws IOException, InterruptedException {
    return start(new KafkaEngine(Loopback.freePort(), Loopback.freePort()));
  }

  /** A ClickHouse without databases, with the platform's three users of database {@code acme}. */
  public static EngineFixture<ClickHouseEngine> clickHouse()
      throws IOException, InterruptedException {
    return start(
        new ClickHouseEngine(Loopback.freePort(), Loopback.freePort(), "acme", accounts()));
  }

  /** The same with so much memory. */
  public static EngineFixture<ClickHouseEngine> clickHouse(long maxMemoryBytes)
      throws IOException, InterruptedException {
    return start(
        new ClickHouseEngine(
            Loopback.freePort(), Loopback.freePort(), "acme", accounts(), maxMemoryBytes));
  }

  private static List<ClickHouseAccount> accounts() {
    return List.of(
        new ClickHouseAccount("acme_admin", "admin-password", Role.ADMIN),
        new ClickHouseAccount("acme_ingest", "ingest-password", Role.INGEST),
        new ClickHouseAccount("acme_query", "query-password", Role.QUERY));
  }

  /** A DynamoDB without tables. */
  public static EngineFixture<DynamoDbEngine> dynamoDb() throws IOException, InterruptedException {
    return start(new DynamoDbEngine(Loopback.freePort()));
  }

  /** A Kinesis without streams. */
  public static EngineFixture<KinesisEngine> kinesis() throws IOException, InterruptedException {
    return start(new KinesisEngine(Loopback.freePort(), Loopback.freePort()));
  }

  /** An S3 without buckets. */
  public static EngineFixture<S3Engine> s3() throws IOException, InterruptedException {
    return start(new S3Engine(Loopback.freePort(), "access-key", "secret-key"));
  }

  /** An SQS without queues. */
  public static EngineFixture<SqsEngine> sqs() throws IOException, InterruptedException {
    return start(new SqsEngine(Loopback.freePort(), "000000000000", "eu-west-1"));
  }

  /**
   * A port that nobody listens on now, for an engine of the caller's own.
   *
   * @throws IOException when there is hardly one left
   */
  public static int freePort() throws IOException {
    return Loopback.freePort();
  }

  /** A catalog of Iceberg tables on the S3, without any. */
  public static EngineFixture<IcebergCatalogEngine> iceberg(S3Engine s3)
      throws IOException, InterruptedException {
    return start(new IcebergCatalogEngine(Loopback.freePort(), s3));
  }

  /** A Trino that reads the catalog's tables. */
  public static EngineFixture<TrinoEngine> trino(IcebergCatalogEngine catalog)
      throws IOException, InterruptedException {
    return start(new TrinoEngine(Loopback.freePort(), catalog));
  }

  /** A Druid without data sources. */
  public static EngineFixture<DruidEngine> druid() throws IOException, InterruptedException {
    List<Integer> services = new ArrayList<>();
    while (services.size() < DruidEngine.SERVICES) {
      services.add(Loopback.freePort());
    }
    return start(new DruidEngine(Loopback.freePort(), services));
  }

  /** Starts any engine. */
  public static <E extends Engine> EngineFixture<E> start(E engine)
      throws IOException, InterruptedException {
    Path root =
        Optional.ofNullable(System.getProperty("acme.root"))
            .map(Path::of)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "system property acme.root: unset (expected: the checkout's directory)"));
    Workspace workspace = new Workspace(root, Files.createTempDirectory("acme-" + engine.name()));
    return new EngineFixture<>(engine, workspace, supervisor(workspace, engine));
  }

  private static Supervisor supervisor(Workspace workspace, Engine engine)
      throws InterruptedException {
    Supervisor supervisor = new Supervisor(workspace, RestartPolicy.STANDARD, event -> {});
    supervisor.start(List.of(engine));
    return supervisor;
  }

  /** The engine, which answers: its addresses and users. */
  public E engine() {
    return engine;
  }

  /** Its process now. */
  public ProcessStatus status() throws InterruptedException {
    return supervisor.processes().getFirst();
  }

  /** Kills the process with SIGKILL; it is started again with the same ports and data. */
  public void kill() throws InterruptedException {
    ProcessHandle.of(status().pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Stops the engine until it is asked to {@link #comeBack}; its data stay. */
  public void goAway() {
    supervisor.close();
  }

  /** Starts the engine that went away, with the same ports and data; it answers then. */
  public void comeBack() throws InterruptedException {
    supervisor = supervisor(workspace, engine);
  }

  /** Stops the engine and deletes its files. */
  @Override
  public void close() throws IOException {
    supervisor.close();
    new DirectoryTree(workspace.home()).delete();
  }
}
