package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The process as a pod runs it: how it starts, and how it ends. */
@ExtendWith(GatewayPlatform.Resolver.class)
final class GatewayProcessTest {
  @TempDir private Path directory;
  private Process gateway;

  @AfterEach
  void leavesNoProcess() {
    gateway.destroyForcibly();
  }

  @Test
  void endsInOrderWhenAskedTo(GatewayPlatform platform) throws Exception {
    Map<String, String> environment = platform.environment();
    environment.put("ACME_GATEWAY_DRAIN", "PT1S");
    start(platform, environment);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> log().contains("serving on"));

    gateway.destroy();

    assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gateway.exitValue()).as(log()).isZero();
    assertThat(log().lines()).allMatch(line -> line.startsWith("{"));
    assertThat(log()).contains("\"message\":\"drained\"");
  }

  @Test
  void refusesToStartWithoutATopic(GatewayPlatform platform) throws Exception {
    Map<String, String> environment = platform.environment();
    environment.put("ACME_EVENTS_HISTORICAL_TOPIC", "events.absent");

    start(platform, environment);

    assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gateway.exitValue()).as(log()).isEqualTo(1);
    assertThat(log()).contains("[events.absent] missing");
  }

  private void start(GatewayPlatform platform, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Daws.endpointUrlDynamoDb=" + platform.dynamoDbUrl(),
            "-cp",
            System.getProperty("java.class.path"),
            Gateway.class.getName());
    // What was set for the build is not the gateway's, which refuses to start with it.
    builder.environment().keySet().removeIf(name -> name.startsWith("ACME_"));
    builder.environment().putAll(environment);
    gateway = builder.redirectErrorStream(true).redirectOutput(logFile().toFile()).start();
  }

  private String log() throws IOException {
    return Files.readString(logFile());
  }

  private Path logFile() {
    return directory.resolve("log");
  }
}
