package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.emulation.model.Route;
import com.acme.analytics.local.emulation.model.Secret;
import com.acme.analytics.local.emulation.model.Table;
import com.acme.analytics.local.emulation.model.WebSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** On what the CDK app synthesizes, less the resources that nothing local reads. */
class LocalEnvironmentTest {
  private final CloudAssembly assembly =
      CloudAssembly.read(
          Path.of(System.getProperty("acme.root"), "local/emulation/src/test/resources/cdk.out"),
          "dev");
  private final LocalEnvironment environment =
      new LocalEnvironment(assembly, TestStack.SUBSTITUTIONS);

  @Test
  void aFunctionIsReadWithItsEnvironmentAcrossStacks() {
    LambdaFunction ingest = function("acme-dev-ingest");

    assertThat(ingest.handler())
        .isEqualTo("com.acme.analytics.functions.ingest.lambda.IngestHandler");
    assertThat(ingest.runtime()).isEqualTo("java25");
    assertThat(ingest.timeout()).isEqualTo(Duration.ofSeconds(29));
    assertThat(ingest.memoryMegabytes()).isEqualTo(1769);
    assertThat(ingest.reservedConcurrency()).isEqualTo(OptionalInt.of(20));
    assertThat(ingest.snapStart()).isTrue();
    assertThat(ingest.logFormat()).isEqualTo("JSON");
    assertThat(ingest.code().getFileName().toString()).startsWith("asset.").endsWith(".jar");
    assertThat(ingest.environment())
        .contains(
            entry("ACME_API_KEYS_TABLE", "acme-dev-api-keys"),
            entry("ACME_ENVIRONMENT", "dev"),
            entry("ACME_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:18102"),
            entry("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"));
  }

  @Test
  void aFunctionWithoutAPublishedVersionHasNoSnapshot() {
    assertThat(function("acme-dev-provisioning-topics").snapStart()).isFalse();
  }

  @Test
  void functionsOfTheCdkItselfAreLeftOut() {
    assertThat(environment.functions())
        .extracting(LambdaFunction::name)
        .containsExactlyInAnyOrder(
            "acme-dev-ingest",
            "acme-dev-query",
            "acme-dev-provisioning-migrations",
            "acme-dev-provisioning-topics");
  }

  @Test
  void aRouteLeadsThroughItsAliasToItsFunction() {
    assertThat(environment.httpApis())
        .singleElement()
        .satisfies(
            api -> {
              assertThat(api.routes())
                  .extracting(Route::key, Route::functionName, Route::timeout)
                  .containsExactlyInAnyOrder(
                      tuple("POST /v2/events", "acme-dev-ingest", Duration.ofSeconds(30)),
                      tuple("GET /v2/query", "acme-dev-query", Duration.ofSeconds(30)));
              assertThat(api.cors())
                  .get()
                  .satisfies(
                      cors -> {
                        assertThat(cors.allowOrigins()).containsExactly("http://127.0.0.1:18101");
                        assertThat(cors.maxAge()).contains(Duration.ofHours(1));
                      });
            });
  }

  @Test
  void tablesBucketsAndSecretsAreRead() {
    assertThat(environment.tables())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.name()).isEqualTo("acme-dev-api-keys");
              assertThat(table.key()).isEqualTo(new Table.Key("key_hash", Optional.empty()));
              assertThat(table.attributeTypes()).containsExactly(entry("key_hash", "S"));
            });
    assertThat(environment.buckets()).isNotEmpty();
    assertThat(environment.secrets())
        .extracting(Secret::name)
        .containsExactlyInAnyOrder(
            "acme/dev/clickhouse/acme_admin",
            "acme/dev/clickhouse/acme_ingest",
            "acme/dev/clickhouse/acme_query");
    assertThat(function("acme-dev-query").environment().get("ACME_CLICKHOUSE_SECRET_ARN"))
        .isEqualTo(
            environment.secrets().stream()
                .filter(secret -> secret.name().endsWith("acme_query"))
                .findFirst()
                .orElseThrow()
                .arn())
        .startsWith("arn:aws:secretsmanager:eu-west-1:000000000000:secret:acme/dev/clickhouse/");
  }

  @Test
  void theStreamingApplicationIsReadWithItsPropertyGroups() {
    assertThat(environment.streamingApplications())
        .singleElement()
        .satisfies(
            application -> {
              assertThat(application.runtime()).isEqualTo("FLINK-2_2");
              assertThat(application.propertyGroups().get("acme.kafka"))
                  .contains(
                      entry("bootstrap.servers", "127.0.0.1:18102"),
                      entry("security.protocol", "PLAINTEXT"),
                      entry("group.id", "acme-streaming"));
              assertThat(application.propertyGroups().get("acme.clickhouse"))
                  .contains(entry("url", "http://127.0.0.1:18104"), entry("database", "acme"));
              assertThat(application.checkpointIntervalMillis()).contains(10_000L);
            });
  }

  @Test
  void theKafkaClusterIsReadWithItsConfiguration() {
    assertThat(environment.kafkaClusters())
        .singleElement()
        .satisfies(
            cluster ->
                assertThat(cluster.serverProperties())
                    .contains(entry("auto.create.topics.enable", "false")));
  }

  @Test
  void aCustomResourceHasItsFunctionAndItsProperties() {
    assertThat(environment.customResources("Custom::KafkaTopic"))
        .singleElement()
        .satisfies(
            topic -> {
              assertThat(topic.functionName()).isEqualTo("acme-dev-provisioning-topics");
              assertThat(topic.properties().path("TopicName").asString())
                  .isEqualTo("events.accepted");
              assertThat(topic.properties().path("Partitions").asInt()).isEqualTo(6);
            });
  }

  @Test
  void theSiteHasItsErrorPagesAndItsPublicAddressesReplaced() {
    WebSite site = environment.webSites().getFirst();

    assertThat(site.defaultRootObject()).contains("index.html");
    assertThat(site.errorResponses()).contains(new WebSite.ErrorResponse(403, "/index.html", 200));
    assertThat(site.responseHeaders().get("content-security-policy"))
        .contains("connect-src 'self' http://127.0.0.1:18100");
    assertThat(site.sources())
        .hasSize(2)
        .allSatisfy(
            source ->
                assertThat(source.replacements())
                    .contains(
                        entry("https://api.dev.acme-analytics.example", "http://127.0.0.1:18100")));
  }

  @Test
  void anEnvironmentThatIsNotSynthesizedIsRefusedByName() {
    Path cdkOut =
        Path.of(System.getProperty("acme.root"), "local/emulation/src/test/resources/cdk.out");

    assertThatThrownBy(() -> CloudAssembly.read(cdkOut, "prod"))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("prod")
        .hasMessageContaining("assembly-acme-dev");
  }

  private LambdaFunction function(String name) {
    return environment.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
