package com.acme.analytics.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.cdk.settings.ApiSettings;
import com.acme.analytics.cdk.settings.Artifacts;
import com.acme.analytics.cdk.settings.Development;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

@ExtendWith(Synthesis.class)
class AssemblyTest {
  @Test
  void nothingIsMissingFromTheCommittedContext(Assembly assembly) {
    assertThat(assembly.manifests())
        .hasSize(1 + 3)
        .allSatisfy(manifest -> assertThat(manifest.path("missing").isEmpty()).isTrue());
  }

  @Test
  void anArtifactThatIsNotBuiltIsNamedTogetherWithWhatBuildsIt(@TempDir Path root)
      throws IOException {
    Artifacts artifacts = PlaceholderArtifacts.in(root);
    Files.delete(root.resolve("flink-app/target/flink-app.jar"));

    assertThatThrownBy(artifacts::streamingJob)
        .hasMessageEndingWith(
            "flink-app/target/flink-app.jar is not built"
                + " (expected after: mvn -pl flink-app -am package)");
  }

  @Test
  void moreClientsThanTheBrokersBearTogetherFailTheSynthesis(@TempDir Path root)
      throws IOException {
    Artifacts artifacts = PlaceholderArtifacts.in(root);
    App app = Synthesis.app(root.resolve("cdk.out"));
    List<EnvironmentSettings> tooMany = List.of(withIngestConcurrency(365));

    assertThatThrownBy(() -> AnalyticsApp.declare(app, tooMany, artifacts))
        .hasMessage(
            "clients of Kafka: 377 of {ingest=365, management=5, gateway=3, rejected-archive=3, druid=1}"
                + " (expected: <= 375; 3000 connections per broker bear 375, 100 new connections"
                + " per second 500)");
  }

  private static EnvironmentSettings withIngestConcurrency(int reservedConcurrency) {
    EnvironmentSettings dev = Development.settings();
    return new EnvironmentSettings(
        dev.name(),
        dev.account(),
        dev.region(),
        dev.keepsData(),
        dev.logRetention(),
        dev.domains(),
        dev.network(),
        dev.lake(),
        dev.stream(),
        dev.hotStore(),
        dev.warmStore(),
        dev.ingest(),
        new ApiSettings(
            dev.api().requestsPerSecond(),
            dev.api().burst(),
            new FunctionSettings(
                dev.api().ingest().memoryMib(), dev.api().ingest().timeout(), reservedConcurrency),
            dev.api().query(),
            dev.api().queryWorker(),
            dev.api().management()),
        dev.deadLetters(),
        dev.gateway(),
        dev.streaming());
  }
}
