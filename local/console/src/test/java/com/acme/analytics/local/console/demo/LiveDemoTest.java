package com.acme.analytics.local.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.FakeApi;
import com.acme.analytics.local.console.client.EventDelivery;
import com.acme.analytics.local.console.client.RecordedPace;
import com.acme.analytics.local.console.terminal.Progress;
import com.acme.analytics.local.console.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LiveDemoTest {
  private final FakeApi server = new FakeApi();
  private final RecordedPace pace = new RecordedPace();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eventsComeAtTheRateForAsLongAsAsked() throws InterruptedException {
    JsonNode truth = send(Optional.of(Duration.ofMinutes(5)), () -> false);

    assertThat(server.events()).hasSize(5 * 60 * 4);
    assertThat(Duration.ofNanos(pace.nanos())).isEqualTo(Duration.ofMinutes(5).minusMillis(250));
    assertThat(truth.path("events").intValue()).isEqualTo(5 * 60 * 4);
    assertThat(times(truth.path("per_minute"))).containsOnly(240);
    assertThat(server.events())
        .extracting(event -> Instant.parse(event.path("timestamp").stringValue()))
        .isSorted()
        .startsWith(CommandRun.NOW);
  }

  @Test
  void aWishToStopIsHeardAndTheTruthStillWritten() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();

    JsonNode truth = send(Optional.empty(), () -> asked.incrementAndGet() > 10);

    assertThat(truth.path("events").intValue()).isEqualTo(10);
    assertThat(server.events()).hasSize(10);
  }

  private JsonNode send(Optional<Duration> length, BooleanSupplier stopWished)
      throws InterruptedException {
    Path truth = folder.resolve("truth.json");
    PrintWriter silent = new PrintWriter(new StringWriter());
    Clock clock = Clock.fixed(CommandRun.NOW, ZoneOffset.UTC);
    try (Progress progress = new Terminal(silent, silent, false).progress("demo", -1);
        EventDelivery delivery =
            new EventDelivery(server.api(), 500, 1, Duration.ofMinutes(5), progress, clock, pace)) {
      new LiveDemo(new Seed(7), 200, 4, length, clock, pace)
          .send(delivery, Optional.of(new TruthFile(truth)), stopWished);
    }
    return JsonMapper.shared().readTree(truth);
  }

  private static List<Integer> times(JsonNode perMinute) {
    // The first and the last minute are cut.
    return perMinute
        .valueStream()
        .skip(1)
        .limit(perMinute.size() - 2L)
        .map(JsonNode::intValue)
        .toList();
  }
}
