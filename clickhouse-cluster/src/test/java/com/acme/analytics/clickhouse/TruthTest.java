package com.acme.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QuerySettings;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is selected can be put into the table as it is. That it is true is the job's to show. */
class TruthTest {
  private static final Map<String, Object> ALL_OF_ONE =
      Map.of("customer", "one", "from", "2000-01-01 00:00:00", "to", "2100-01-01 00:00:00");

  private static EngineFixture<ClickHouseEngine> clickHouse;
  private static Client admin;

  @BeforeAll
  static void start() throws Exception {
    clickHouse = EngineFixture.clickHouse();
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    admin =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(account.name())
            .setPassword(account.password())
            .build();
    new Migrator(admin, "acme").migrate();
    execute(
        """
        INSERT INTO acme.events (customer_id, event_id, event, timestamp, received_at, user_id, user_hash,
          dimensions, measures)
        VALUES ('one', generateUUIDv4(), 'view', now(), now(), 'u', 7, {'plan': 'free'}, {'bytes': 12})
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    if (admin != null) {
      admin.close();
    }
    if (clickHouse != null) {
      clickHouse.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isOfItsTablesColumns(Truth truth) {
    execute("INSERT INTO " + truth.table() + " " + truth.select());

    assertThat(number("SELECT count() FROM " + truth.table() + " FINAL")).isPositive();
    assertThat(
            number(
                "SELECT count() FROM (SELECT * FROM %s FINAL EXCEPT SELECT * FROM (%s))"
                    .formatted(truth.table(), truth.select())))
        .isZero();
  }

  private static long number(String sql) {
    return admin
        .queryAll(sql, ALL_OF_ONE, new QuerySettings().setDatabase("acme"))
        .getFirst()
        .getLong(1);
  }

  private static void execute(String sql) {
    admin.queryAll(sql, ALL_OF_ONE, new QuerySettings().setDatabase("acme"));
  }
}
