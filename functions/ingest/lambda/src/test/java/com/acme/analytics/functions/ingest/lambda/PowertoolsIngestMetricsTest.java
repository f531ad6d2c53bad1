package com.acme.analytics.functions.ingest.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.problem.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PowertoolsIngestMetricsTest {
  @Test
  void aRequestThatWentWellIsOneLine() {
    List<String> lines =
        written(
            metrics -> {
              metrics.produced(Duration.ofMillis(3));
              metrics.accepted(500);
            });

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("\"Namespace\":\"acme\"")
        .contains("\"acme_ingest_events_accepted_total\":500")
        .contains("\"acme_ingest_produce_latency_ms\":3");
  }

  @Test
  void eachReasonIsALineOfItsOwn() {
    List<String> lines =
        written(
            metrics -> {
              metrics.rejected(ErrorCode.INVALID_EVENT, 2);
              metrics.rejected(ErrorCode.EVENT_TOO_LARGE, 1);
              metrics.refused(ErrorCode.EMPTY_BATCH);
            });

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains("\"reason\":\"invalid_event\"", "\"acme_ingest_events_rejected_total\":2");
    assertThat(lines.get(1))
        .contains("\"reason\":\"event_too_large\"", "\"acme_ingest_events_rejected_total\":1");
    assertThat(lines.get(2))
        .contains("\"reason\":\"empty_batch\"", "\"acme_ingest_requests_refused_total\":1");
  }

  private static List<String> written(Consumer<PowertoolsIngestMetrics> use) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      PowertoolsIngestMetrics metrics = new PowertoolsIngestMetrics();
      use.accept(metrics);
      metrics.flush();
      metrics.flush();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
