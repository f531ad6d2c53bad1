package com.acme.analytics.local.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.terminal.CommandFailure;
import com.acme.analytics.local.console.terminal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class ApiOptionsTest {
  private static final String RUNNING =
      "{\"api\":\"http://127.0.0.1:18100\",\"dashboard\":null,\"key\":\"secret\"}";

  @TempDir private Path folder;

  @Test
  void theRunningPlatformIsFoundInTheWorkingDirectory() throws IOException {
    write(folder.resolve(".acme"), RUNNING);

    assertThat(resolve(CommandRun.surroundings(folder)))
        .isEqualTo(new Api("http://127.0.0.1:18100", "secret"));
  }

  @Test
  void theRunningPlatformIsFoundInAcmeHome() throws IOException {
    write(folder.resolve("home"), RUNNING);
    Surroundings surroundings =
        new Surroundings(
            Map.of("ACME_HOME", folder.resolve("home").toString()),
            Path.of("/nowhere"),
            Clock.systemUTC(),
            false);

    assertThat(resolve(surroundings, "--key", "other"))
        .isEqualTo(new Api("http://127.0.0.1:18100", "other"));
  }

  @Test
  void optionsNeedNoRunningPlatform() {
    assertThat(
            resolve(CommandRun.surroundings(folder), "--api", "https://api.example/", "--key", "k"))
        .isEqualTo(new Api("https://api.example", "k"));
  }

  @Test
  void aMissingPlatformIsExplained() {
    assertThatThrownBy(() -> resolve(CommandRun.surroundings(folder)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("start it with ./acme up");
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    write(folder.resolve(".acme"), "{\"api\":");

    assertThatThrownBy(() -> resolve(CommandRun.surroundings(folder)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("platform.json can't be read");
  }

  @Test
  void anAddressWithoutSchemeIsRefused() {
    assertThatThrownBy(
            () -> resolve(CommandRun.surroundings(folder), "--api", "localhost:1", "--key", "k"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("api: localhost:1 (expected: http://HOST:PORT or https://HOST)");
  }

  @Test
  void theKeyIsNotShown() {
    assertThat(new Api("http://localhost:1", "secret").toString()).doesNotContain("secret");
  }

  private static Api resolve(Surroundings surroundings, String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.resolve(surroundings);
  }

  private static void write(Path acmeHome, String json) throws IOException {
    Files.createDirectories(acmeHome.resolve("run"));
    Files.writeString(acmeHome.resolve("run").resolve("platform.json"), json);
  }

  @Command
  private static final class Holder {
    @Mixin private ApiOptions options;
  }
}
