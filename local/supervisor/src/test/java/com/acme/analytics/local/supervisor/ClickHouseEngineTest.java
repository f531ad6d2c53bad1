package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ClickHouseEngineTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String REFUSED = "ACCESS_DENIED";

  private static EngineFixture<ClickHouseEngine> clickHouse;

  @BeforeAll
  static void startClickHouse() throws Exception {
    clickHouse = EngineFixture.clickHouse();
    as(Role.ADMIN, "CREATE DATABASE acme");
    as(Role.ADMIN, "CREATE TABLE acme.numbers (n Int32) ENGINE = ReplacingMergeTree ORDER BY n");
  }

  @AfterAll
  static void stopClickHouse() throws Exception {
    clickHouse.close();
    HTTP.close();
  }

  @Test
  void anAcknowledgedRowSurvivesSigkill() throws Exception {
    assertThat(as(Role.INGEST, "INSERT INTO acme.numbers VALUES (404)")).isEmpty();

    clickHouse.kill();
    Restarts.awaitFirst(clickHouse);

    assertThat(as(Role.QUERY, "SELECT n FROM acme.numbers FINAL WHERE n = 404")).isEqualTo("404\n");
  }

  @Test
  void ingestAddsRowsAndReadsNone() throws Exception {
    assertThat(as(Role.INGEST, "INSERT INTO acme.numbers VALUES (1)")).isEmpty();
    assertThat(as(Role.INGEST, "SELECT n FROM acme.numbers")).contains(REFUSED);
    assertThat(as(Role.INGEST, "TRUNCATE TABLE acme.numbers")).contains(REFUSED);
  }

  @Test
  void queryReadsRowsWithSettingsOfItsOwnAndChangesNothing() throws Exception {
    assertThat(as(Role.QUERY, "SELECT count() >= 0 FROM acme.numbers SETTINGS max_threads = 1"))
        .isEqualTo("1\n");
    assertThat(as(Role.QUERY, "INSERT INTO acme.numbers VALUES (2)")).contains(REFUSED);
    assertThat(as(Role.QUERY, "DROP TABLE acme.numbers")).contains(REFUSED);
    assertThat(as(Role.QUERY, "SELECT * FROM file('/etc/hostname', 'LineAsString', 'x String')"))
        .contains(REFUSED);
    assertThat(
            as(Role.QUERY, "SELECT * FROM url('http://127.0.0.1:1', 'LineAsString', 'x String')"))
        .contains(REFUSED);
  }

  @Test
  void adminChangesItsDatabaseAndNoOther() throws Exception {
    assertThat(as(Role.ADMIN, "CREATE TABLE acme.made (n Int32) ENGINE = MergeTree ORDER BY n"))
        .isEmpty();
    assertThat(as(Role.ADMIN, "CREATE DATABASE other")).contains(REFUSED);
  }

  @Test
  void nobodyEntersWithoutAPassword() throws Exception {
    assertThat(ask("default", "", "SELECT 1")).contains("USER_SESSION_LIMIT_EXCEEDED");
    assertThat(ask("acme_admin", "", "SELECT 1")).contains("AUTHENTICATION_FAILED");
    assertThat(ask("acme_admin", "guess", "SELECT 1")).contains("AUTHENTICATION_FAILED");
  }

  private static String as(Role role, String sql) throws Exception {
    ClickHouseAccount account = clickHouse.engine().account(role);
    return ask(account.name(), account.password(), sql);
  }

  private static String ask(String user, String password, String sql) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(clickHouse.engine().url())
            .header("X-ClickHouse-User", user)
            .header("X-ClickHouse-Key", password)
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
