package com.acme.analytics.integration.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running platform, started by {@code ./acme up} and stopped by {@code ./acme down}. */
public final class Platform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AcmeCommand acme;
  private JsonNode description;

  private Platform(AcmeCommand acme) {
    this.acme = acme;
  }

  /** Starts a platform on fresh data, with further options of {@code ./acme up}. */
  public static Platform start(Path home, int portBase, String... options) {
    AcmeCommand acme = new AcmeCommand(home, portBase);
    acme.run("down", "--purge").succeeded();
    Platform platform = new Platform(acme);
    platform.up(options);
    return platform;
  }

  /** {@code ./acme up} with options. */
  public CommandResult up(String... options) {
    List<String> command = new ArrayList<>(List.of("up", "--tiers", "hot"));
    command.addAll(List.of(options));
    CommandResult up = acme.run(command.toArray(String[]::new)).succeeded();
    description = status();
    return up;
  }

  /** Runs a command against this platform. */
  public AcmeCommand acme() {
    return acme;
  }

  public String api() {
    return description.get("api").asString();
  }

  public String gateway() {
    return description.get("gateway").asString();
  }

  public String dashboard() {
    return description.get("dashboard").asString();
  }

  /** The key that {@code up} prints. */
  public String developmentKey() {
    return description.get("key").asString();
  }

  /** {@code ./acme status --json}. */
  public JsonNode status() {
    return JSON.readTree(acme.run("status", "--json").out());
  }

  /** Makes a customer and a key for it, with further options of {@code ./acme key}. */
  public Client newCustomer(String customerId, String... options) {
    List<String> arguments = new ArrayList<>(List.of("key", "--customer", customerId));
    arguments.addAll(List.of(options));
    String key = acme.run(arguments.toArray(String[]::new)).succeeded().out().trim();
    return new Client(api(), key);
  }

  /** Process ids of all processes whose name begins so, as status shows them now. */
  public List<Long> pidsOf(String name) {
    return StreamSupport.stream(status().get("processes").spliterator(), false)
        .filter(process -> process.get("name").asString().startsWith(name))
        .map(process -> process.get("pid").asLong())
        .toList();
  }

  /** Kills (SIGKILL) all processes whose name begins so; there must be one. */
  public void kill(String name) {
    List<Long> pids = pidsOf(name);
    assertThat(pids).as("processes named %s", name).isNotEmpty();
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Waits until every process is healthy again. */
  public void awaitHealthy() {
    await("all processes are healthy")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(acme.run("status").exitCode()).isZero());
  }

  @Override
  public void close() {
    acme.run("down").succeeded();
  }
}
