package com.acme.analytics.local.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.FakeApi;
import com.acme.analytics.local.console.demo.DemoCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The log of a real site where there is one, else one that the demo writes. */
final class RealLogTest {
  @TempDir private Path folder;

  @Test
  void eachLineIsSentOnceAndCountsPerPathAreThoseOfTheLog() throws IOException {
    Path log = log();
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    try (FakeApi api = new FakeApi()) {
      CommandRun run =
          CommandRun.of(
              new ReplayCommand(CommandRun.surroundings(folder)),
              List.of(
                  log.toString(),
                  "--api",
                  api.api().address(),
                  "--key",
                  FakeApi.KEY,
                  "--unreadable",
                  "unreadable.jsonl"));

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .contains("accepted: " + (lines.size() - 1))
          .contains("rejected: 0")
          .contains("unreadable: 1 (kept in");
      assertThat(Files.readAllLines(folder.resolve("unreadable.jsonl"))).hasSize(1);
      assertThat(api.events()).doesNotHaveDuplicates().hasSize(lines.size() - 1);
      assertThat(perPathSent(api.events())).isEqualTo(perPathCounted(lines));
    }
  }

  /** As {@code awk '{print $7}'} has it, less the malformed line. */
  private static Map<String, Integer> perPathCounted(List<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : lines) {
      if (line.endsWith("\"")) {
        counts.merge(line.split(" +", -1)[6], 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Map<String, Integer> perPathSent(List<JsonNode> events) {
    Map<String, Integer> counts = new HashMap<>();
    events.forEach(
        event ->
            counts.merge(event.path("properties").path("path").stringValue(), 1, Integer::sum));
    return counts;
  }

  private Path log() {
    String shared = System.getProperty("acme.shared");
    Path data =
        shared != null
            ? Path.of(shared)
            : Path.of(System.getProperty("acme.root", "."), "..", "shared", "data");
    Path real = data.resolve("apache_access_combined.log");
    if (Files.isRegularFile(real)) {
      return real;
    }
    System.out.println("No shared log here: testing with the demo's log instead");
    CommandRun demo =
        CommandRun.of(
            new DemoCommand(CommandRun.surroundings(folder)), List.of("--log", "demo.log"));
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    return folder.resolve("demo.log");
  }
}
