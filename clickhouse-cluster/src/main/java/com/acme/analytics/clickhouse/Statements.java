package com.acme.analytics.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QuerySettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs statements in one database, each for two minutes at most. */
final class Statements {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Client client;
  private final String database;

  Statements(Client client, String database) {
    this.client = client;
    this.database = database;
  }

  /**
   * @throws MigrationException when the server refuses the statement or can't be reached
   */
  void execute(String sql) {
    CommandSettings settings = new CommandSettings();
    settings.setDatabase(database);
    try (CommandResponse response =
        client.execute(sql, settings).get(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      // The answer says nothing of interest: a statement that failed has thrown.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(sql, e);
    } catch (Exception e) {
      throw failed(sql, e);
    }
  }

  /** The rows of a small answer. */
  List<GenericRecord> query(String sql) {
    try {
      return client.queryAll(sql, new QuerySettings().setDatabase(database));
    } catch (ClickHouseException e) {
      throw failed(sql, e);
    }
  }

  private MigrationException failed(String sql, Exception cause) {
    String start = sql.strip().lines().findFirst().orElse("");
    return new MigrationException(
        "database " + database + ": \"" + start + "\" failed: " + reason(cause), cause);
  }

  /** The server's own words, which the client wraps. */
  private static String reason(Throwable failure) {
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage());
  }
}
