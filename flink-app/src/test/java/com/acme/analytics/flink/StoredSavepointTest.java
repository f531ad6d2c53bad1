package com.acme.analytics.flink;

import static com.acme.analytics.flink.ShopScenario.FIRST;
import static com.acme.analytics.flink.ShopScenario.FIRST_MINUTE;
import static com.acme.analytics.flink.ShopScenario.FUNNELS;
import static com.acme.analytics.flink.ShopScenario.HISTORICAL;
import static com.acme.analytics.flink.ShopScenario.START;
import static com.acme.analytics.flink.ShopScenario.event;
import static com.acme.analytics.flink.ShopScenario.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.funnel.Funnel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each release has left in its savepoint goes on in the pipeline as it is now. */
class StoredSavepointTest {
  /** When the job goes on, by its clock: later than the savepoint was taken. */
  private static final Instant RESTORED = START.plus(Duration.ofHours(2));

  private static final int SPEED = 60;

  @TempDir Path checkpoints;

  static List<Path> savepoints() throws IOException, URISyntaxException {
    URL stored = StoredSavepointTest.class.getResource("/savepoints");
    try (Stream<Path> releases =
        Files.list(Path.of(Objects.requireNonNull(stored, "savepoints").toURI()))) {
      return releases.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void allStateGoesOn(Path savepoint) throws Exception {
    try (ShopJob job = new ShopJob(checkpoints, /* away= */ false)) {
      job.restore(savepoint, RESTORED, SPEED);

      job.accept(
          FIRST,
          event(31, "ann", "purchase", Duration.ofMinutes(5)),
          event(32, "bob", "page_view", Duration.ofSeconds(90)));
      job.acceptHistorical(HISTORICAL, event(33, "eve", "page_view", Duration.ofDays(-19)));
      job.define(ShopScenario.deleted(ShopScenario.SILENCE));

      waitingRowsAreDelivered(job);
      idsAreKnown(job);
      windowsGoOn(job);
      sessionsGoOn(job);
      for (Funnel funnel : FUNNELS) {
        funnelGoesOn(job, funnel);
      }
      openAlertIsKnown(job);
    }
  }

  private static void waitingRowsAreDelivered(ShopJob job) {
    long hour = START.minus(Duration.ofHours(30)).getEpochSecond();
    job.until(
        () ->
            job.rows("events")
                    .containsAll(
                        List.of("shop/" + id(1), "shop/" + id(2), "shop/" + id(3), "shop/" + id(4)))
                && job.rows("windows").contains(hourOfTotal("", 3))
                && job.rows("sessions").contains(sessionOfAnn(2))
                && job.rows("funnels").contains(step(FUNNELS.get(0), 1, 1))
                && job.rows("dirty_ranges")
                    .containsAll(List.of("shop windows " + hour, "shop sessions " + hour))
                && job.inLake().containsAll(List.of(id(1), id(2), id(3), id(4), id(5))));
  }

  /** Those that came before the savepoint are dropped, live and in the historical lane. */
  private static void idsAreKnown(ShopJob job) {
    job.until(() -> job.unique().containsAll(List.of(id(31), id(32), id(33))));
    assertThat(job.unique()).containsExactlyInAnyOrder(id(31), id(32), id(33));
  }

  private static void windowsGoOn(ShopJob job) {
    job.until(
        () ->
            job.rows("windows").containsAll(List.of(hourOfTotal("", 5), hourOfTotal("amount", 5))));
  }

  private static String hourOfTotal(String measure, int count) {
    return "shop 3600 total:%s %d '' %d".formatted(measure, START.getEpochSecond(), count);
  }

  private static void sessionsGoOn(ShopJob job) {
    job.until(() -> job.rows("sessions").contains(sessionOfAnn(3)));
  }

  private static String sessionOfAnn(int events) {
    return "shop ann %d %d".formatted(FIRST_MINUTE * 1000, events);
  }

  /** One who took the first step before takes the second, and another joins the same cohort. */
  private static void funnelGoesOn(ShopJob job, Funnel funnel) {
    job.until(
        () -> job.rows("funnels").containsAll(List.of(step(funnel, 1, 2), step(funnel, 2, 1))));
  }

  private static String step(Funnel funnel, int step, int members) {
    return "shop %s %d %d %d".formatted(funnel.id(), FIRST_MINUTE, step, members);
  }

  private static void openAlertIsKnown(ShopJob job) {
    job.until(() -> !job.alerts().isEmpty());
    assertThat(job.alerts())
        .singleElement()
        .asString()
        .contains("\"state\":\"closed\"", "\"reason\":\"rule_deleted\"")
        .containsPattern("\"opened_window\":\"2026-03-02T10:");
  }

  @Test
  void aSavepointWithStateOfAnOperatorThatIsNoMoreIsRefused() throws Exception {
    try (ShopJob job = new ShopJob(checkpoints, /* away= */ false)) {
      job.with(graph -> rename("track-sessions", graph))
          .restore(savepoints().get(0), RESTORED, SPEED);

      assertThatThrownBy(job::awaitEnd)
          .hasStackTraceContaining("Cannot map checkpoint/savepoint state for operator");
    }
  }

  private static void rename(String uid, StreamGraph graph) {
    graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .forEach(node -> graph.setTransformationUID(node.getId(), "another"));
  }
}
