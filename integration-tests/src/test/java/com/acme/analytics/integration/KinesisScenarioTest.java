package com.acme.analytics.integration;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** What a customer puts into its stream is counted as what it posts is, whoever dies on the way. */
@ExtendWith(PlatformExtension.class)
class KinesisScenarioTest {
  private static final String STREAM = "acme-dev-events-dev";

  /** As many as one request takes. */
  private static final int RECORDS = 500;

  private final Platform platform;
  private final Client dev;

  KinesisScenarioTest(Platform platform) {
    this.platform = platform;
    this.dev = new Client(platform.api(), platform.developmentKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "gateway"})
  void everyRecordIsCountedOnceAfterAKillOf(String process) {
    String path = "/kinesis/" + process + "/";
    try (KinesisClient kinesis = AwsApis.ofPlatform(platform.acme().portBase()).kinesis()) {
      put(kinesis, path, 0);
      await("some records are counted")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(250))
          .until(() -> !counts(path).isEmpty());

      platform.kill(process);
      put(kinesis, path, RECORDS);
    }

    platform.awaitHealthy();
    await("all records are counted")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> counts(path).size() == 2 * RECORDS);
    // Had one been read twice, its repeat would have been counted by now or is dropped.
    assertThat(counts(path).values()).containsOnly(1L);
  }

  private static void put(KinesisClient kinesis, String path, int from) {
    List<PutRecordsRequestEntry> records =
        IntStream.range(from, from + RECORDS)
            .mapToObj(
                i ->
                    PutRecordsRequestEntry.builder()
                        .partitionKey("user-" + i % 50)
                        .data(SdkBytes.fromUtf8String(event(i, path)))
                        .build())
            .toList();
    PutRecordsResponse answer =
        kinesis.putRecords(request -> request.streamName(STREAM).records(records));
    assertThat(answer.failedRecordCount()).isZero();
  }

  /** Without an id: where it is in the stream makes one. */
  private static String event(int number, String path) {
    return """
    {"event": "page_view", "user_id": "user-%d", "properties": {"path": "%s%d"}}
    """
        .formatted(number % 50, path, number);
  }

  private Map<String, Long> counts(String path) {
    return dev
        .countsBy("measures", "count", "dimensions", "path", "limit", "100000")
        .entrySet()
        .stream()
        .filter(row -> row.getKey().startsWith(path))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
