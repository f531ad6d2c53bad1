package com.acme.analytics.functions.ingest.gateway.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RawFormatTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "{\"events\": []} | JSON",
        "{\"x\": {\"events\": 1}, \"events\": [7]} | JSON",
        "{\"event\": \"a\"} | NDJSON",
        "{\"properties\": {\"events\": []}, \"event\": \"a\"} | NDJSON",
        "{\"event\": \"a\"} {\"event\": \"b\"} | NDJSON",
        "{\"events\": \"a\"} | NDJSON",
        "[{\"event\": \"a\"}] | NDJSON",
        "{\"eve | NDJSON",
        "'' | NDJSON",
      })
  void tellsABatchByItsEvents(String body, BatchFormat format) {
    assertThat(RawFormat.of(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(format);
  }
}
