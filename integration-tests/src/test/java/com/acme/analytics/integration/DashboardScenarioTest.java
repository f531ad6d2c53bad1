package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.AccessLog;
import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** The page in a real browser shows what a plain count over the file says. */
@ExtendWith(PlatformExtension.class)
class DashboardScenarioTest {
  private static final long MINUTES = 5;

  private final Platform platform;
  private final AccessLog log;

  DashboardScenarioTest(Platform platform) {
    this.platform = platform;
    this.log = AccessLog.sharedOrDemo(platform);
  }

  @Test
  void theDashboardShowsTheCountsOfAReplayedLog() throws IOException, InterruptedException {
    Client customer = platform.newCustomer("dashboard");
    Instant ending = Instant.now().truncatedTo(ChronoUnit.HOURS);
    platform
        .acme()
        .run(
            "replay", log.file().toString(), "--key", customer.key(), "--ending", ending.toString())
        .succeeded();
    customer.awaitCount(log.requests().size());
    Path target = AcmeCommand.checkout().resolve("integration-tests/target");
    Path expected = target.resolve("dashboard-expected.json");
    JsonMapper.shared().writeValue(expected.toFile(), expected(ending));
    Path output = target.resolve("dashboard.log");

    Process browser = startBrowser(customer, expected, target.resolve("screenshots"), output);

    boolean ended = browser.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
    assertThat(ended).as("the browser ended in time; see %s", output).isTrue();
    assertThat(browser.exitValue()).as(Files.readString(output)).isZero();
    assertThat(target.resolve("screenshots")).isDirectoryContaining("glob:**.png");
  }

  private Map<String, Object> expected(Instant ending) {
    Map<String, Long> perMinute = log.perMinute(ending);
    Instant first = Instant.parse(perMinute.keySet().iterator().next());
    return Map.of(
        "from", first.toString(),
        "to", ending.plus(1, ChronoUnit.MINUTES).toString(),
        "total", log.requests().size(),
        "perMinute", pairs(perMinute),
        "topPaths", pairs(log.perPath()));
  }

  private static List<List<Object>> pairs(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Process startBrowser(Client customer, Path expected, Path screenshots, Path output)
      throws IOException {
    Files.createDirectories(screenshots);
    ProcessBuilder builder =
        new ProcessBuilder("npm", "run", "--silent", "e2e")
            .directory(AcmeCommand.checkout().resolve("dashboard").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ACME_DASHBOARD_URL", platform.dashboard(),
                "ACME_API_URL", platform.api(),
                "ACME_KEY", customer.key(),
                "ACME_EXPECTED", expected.toString(),
                "ACME_SCREENSHOT_DIR", screenshots.toString()));
    return builder.start();
  }
}
