package com.acme.analytics.local.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.FakeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DemoCommandTest {
  private final FakeApi server = new FakeApi();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theTruthAgreesWithWhatIsSent() {
    CommandRun run = demo("--visitors", "50", "--history", "1d", "--truth", "truth.json");
    JsonNode truth = JsonMapper.shared().readTree(folder.resolve("truth.json"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("accepted: " + truth.path("sent")).contains("rejected: 0");
    assertThat(truth.path("to").stringValue()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(server.events()).hasSize(truth.path("sent").intValue());
    assertThat(server.events().stream().map(event -> event.path("event_id")).distinct())
        .hasSize(truth.path("events").intValue());
    assertThat(users("user_id", "anonymous_id")).hasSize(truth.path("unique_users").intValue());
    assertThat(users("anonymous_id", "user_id")).hasSize(truth.path("visitors").intValue());
  }

  @Test
  void eventsLookLikeThoseOfABrowser() {
    demo("--visitors", "50", "--history", "4h");

    assertThat(server.events())
        .allSatisfy(
            event -> {
              assertThat(event.path("context").path("ip").stringValue()).matches("[\\d.]+");
              assertThat(event.path("context").path("user_agent").stringValue())
                  .startsWith("Mozilla/5.0");
              assertThat(event.path("context").path("page").path("path").stringValue())
                  .startsWith("/");
              assertThat(event.path("properties").isObject()).isTrue();
            });
  }

  @Test
  void theLogHasOneMalformedLineAndNothingIsSent() throws IOException {
    CommandRun run = demo("--visitors", "50", "--history", "1d", "--log", "demo.log");
    List<String> lines = Files.readAllLines(folder.resolve("demo.log"));

    assertThat(run.out()).contains("lines: " + lines.size());
    assertThat(lines.stream().filter(line -> !line.endsWith("\""))).hasSize(1);
    assertThat(server.batches()).isEmpty();
  }

  @Test
  void liveTrafficEndsInTime() {
    CommandRun run = demo("--live", "--rate", "100", "--for", "1s");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("accepted: 100");
  }

  @Test
  void wrongUsageEndsWith2() {
    assertThat(demo("--history", "3h").err()).contains("expected: at least 4h");
    assertThat(demo("--live", "--history", "3d").exitCode()).isEqualTo(2);
    assertThat(demo("--rate", "5").err()).contains("--rate and --for need --live");
    assertThat(demo("--live", "--rate", "0").exitCode()).isEqualTo(2);
    assertThat(demo("--visitors", "0").exitCode()).isEqualTo(2);
    assertThat(demo("--seed", "x").exitCode()).isEqualTo(2);
    assertThat(demo("--log", "a", "--truth", "b").exitCode()).isEqualTo(2);
    assertThat(server.batches()).isEmpty();
  }

  @Test
  void helpIsGiven() {
    CommandRun run = demo("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--seed", "--history", "--live", "--truth", "--log");
  }

  /** The values of one field, or of another where it is absent. */
  private List<String> users(String field, String otherwise) {
    return server.events().stream()
        .map(event -> event.path(event.has(field) ? field : otherwise).stringValue())
        .distinct()
        .toList();
  }

  private CommandRun demo(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--api", server.api().address(), "--key", FakeApi.KEY));
    return CommandRun.of(new DemoCommand(CommandRun.surroundings(folder)), arguments);
  }
}
