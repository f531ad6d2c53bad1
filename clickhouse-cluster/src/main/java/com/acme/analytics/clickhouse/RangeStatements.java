package com.acme.analytics.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the statements of a rebuild in one database, each for four minutes at most. */
final class RangeStatements {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Client client;
  private final String database;

  RangeStatements(Client client, String database) {
    this.client = client;
    this.database = database;
  }

  /** As a parameter of a statement. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** The statement of a file, around a truth. */
  static String around(Truth truth, String name) {
    String file = "rebuild/" + name + ".sql";
    try (InputStream resource = RangeStatements.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException(file + " is not among the resources");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replace("$truth$", "\n" + truth.select());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  /**
   * Runs an INSERT, and says how many rows it has written.
   *
   * @throws IllegalStateException when the server refuses it, can't be reached or takes too long
   */
  long insert(String sql, Map<String, Object> parameters) {
    try (QueryResponse response =
        client.query(sql, parameters, settings()).get(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      return response.getWrittenRows();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("database " + database + ": " + reason(e), e);
    }
  }

  /** The rows of a small answer. */
  List<GenericRecord> query(String sql, Map<String, Object> parameters) {
    return client.queryAll(sql, parameters, settings());
  }

  private QuerySettings settings() {
    return new QuerySettings()
        .setDatabase(database)
        .serverSetting("session_timezone", "UTC")
        .serverSetting("max_execution_time", Long.toString(LIMIT.toSeconds()))
        // The answer tells how many rows were written once they are.
        .serverSetting("wait_end_of_query", "1");
  }

  private static String reason(Throwable failure) {
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage());
  }
}
