package com.acme.analytics.flink;

import static com.acme.analytics.flink.ShopScenario.FUNNELS;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.definition.Definition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the savepoint of a release, to be committed with it. No test of every build: it runs when
 * it is named, with {@code -Dacme.savepoint=<release>}.
 */
class TakeSavepoint {
  private static final int SPEED = 20;

  @TempDir Path temporary;

  @Test
  void intoTheResources() throws Exception {
    String release = System.getProperty("acme.savepoint", "");
    assertThat(release).as("acme.savepoint").matches("[0-9a-z.-]+");
    try (ShopJob job = new ShopJob(temporary.resolve("checkpoints"), /* away= */ true)) {
      job.start(ShopScenario.START, SPEED);
      job.define(FUNNELS.stream().map(ShopScenario::defined).toArray(Definition[]::new));
      job.define(
          ShopScenario.defined(ShopScenario.UNUSUAL), ShopScenario.defined(ShopScenario.SILENCE));
      // By then every operator knows the definitions, and the other rule has learned.
      job.until(() -> job.alerts().size() == 1);

      job.accept(ShopScenario.FIRST, ShopScenario.SECOND, ShopScenario.AHEAD, ShopScenario.LATE);
      job.acceptHistorical(ShopScenario.HISTORICAL);
      job.until(
          () -> job.unique().size() == 5 && job.rows("funnels tried").size() >= FUNNELS.size());
      Instant handedOn = job.now().plus(Duration.ofMinutes(2));
      // By then each window has had its turn, and waits for the hot tier like the other rows.
      job.until(() -> job.now().isAfter(handedOn));

      Path taken = job.savepoint(temporary).resolve("_metadata");
      Path folder =
          Files.createDirectories(
              Path.of(System.getProperty("acme.root"))
                  .resolve("flink-app/src/test/resources/savepoints")
                  .resolve(release));
      Files.copy(taken, folder.resolve("_metadata"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
