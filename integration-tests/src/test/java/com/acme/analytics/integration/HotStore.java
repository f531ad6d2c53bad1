package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.clickhouse.Truth;
import com.acme.analytics.integration.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hot tier as an operator sees it, beside the query API. */
final class HotStore {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Its offset from the first port, as docs/operations/local.md lists it. */
  private static final int PORT = 4;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final JsonNode account;

  HotStore(Platform platform) {
    this.url = URI.create("http://127.0.0.1:" + (platform.acme().portBase() + PORT));
    try (SecretsManagerClient secrets = new LocalAwsApisTest(platform).apis().secretsManager()) {
      this.account =
          JsonMapper.shared()
              .readTree(
                  secrets
                      .getSecretValue(secret -> secret.secretId("acme/dev/clickhouse/acme_admin"))
                      .secretString());
    }
  }

  /** Waits until windows and sessions of the customer are what SQL makes of its events. */
  void awaitTruth(String customer) {
    for (Truth truth : Truth.values()) {
      await(truth + " of " + customer)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(differences(truth, customer)).isEmpty());
      assertThat(
              query(
                  "SELECT count() FROM %s WHERE customer_id = {customer:String}"
                      .formatted(truth.table()),
                  Map.of("customer", customer)))
          .isNotEqualTo(List.of("0"));
    }
  }

  private List<String> differences(Truth truth, String customer) {
    return query(
        truth.differences(),
        Map.of("customer", customer, "from", "2000-01-01 00:00:00", "to", "2100-01-01 00:00:00"));
  }

  private List<String> query(String sql, Map<String, String> parameters) {
    String values =
        parameters.entrySet().stream()
            .map(
                parameter ->
                    "&param_"
                        + parameter.getKey()
                        + '='
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/?database=acme" + values))
            .header("X-ClickHouse-User", account.get("username").asString())
            .header("X-ClickHouse-Key", account.get("password").asString())
            .timeout(LIMIT)
            .POST(BodyPublishers.ofString(sql))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body().lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
