package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphanTest {
  @TempDir private Path home;

  @Test
  void anEngineDoesNotOutliveASupervisorThatIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Jdk.running().java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SupervisingParent.class.getName(),
                System.getProperty("acme.root"),
                home.toString(),
                Integer.toString(Loopback.freePort()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = parent.inputReader()) {
      long engine = Long.parseLong(output.readLine());
      assertThat(ProcessHandle.of(engine)).isPresent();

      parent.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ProcessHandle.of(engine).filter(ProcessHandle::isAlive).isEmpty());
    } finally {
      parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
