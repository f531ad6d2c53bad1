package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The hot tier. Each statement runs within limits that the server enforces; ours on the connection
 * are a little wider, so that the server speaks first. An interrupt closes the connection, which
 * ends the statement on the server.
 */
final class ClickHouseTier implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SLACK = Duration.ofSeconds(3);

  /** Every filter of a query at its longest. */
  private static final int MAX_STATEMENT_BYTES = 4 * 1024 * 1024;

  /** Little of a node, so that one query never starves the inserts. */
  private static final long MAX_MEMORY_BYTES = 500_000_000;

  /**
   * One request runs at a time in a function; it asks for rows and freshness side by side, of two
   * periods when it compares them.
   */
  private static final int MAX_CONNECTIONS = 4;

  private final Client client;
  private final Duration statementTimeout;

  private ClickHouseTier(Client client, Duration statementTimeout) {
    this.client = client;
    this.statementTimeout = statementTimeout;
  }

  /** Connects at the first statement, not before. */
  static ClickHouseTier of(
      QueryConfig config, ClickHouseCredentials credentials, Duration statementTimeout) {
    return new ClickHouseTier(
        new Client.Builder()
            .addEndpoint(config.clickHouseUrl().toString())
            .setUsername(credentials.username())
            .setPassword(credentials.password())
            .setDefaultDatabase(config.clickHouseDatabase())
            .setClientName("acme-query")
            .setConnectTimeout(CONNECT_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
            .setConnectionRequestTimeout(CONNECT_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
            .setSocketTimeout(statementTimeout.plus(SLACK).toMillis(), ChronoUnit.MILLIS)
            .setMaxConnections(MAX_CONNECTIONS)
            .setMaxRetries(1)
            .compressServerResponse(false)
            .build(),
        statementTimeout);
  }

  /**
   * Runs a statement; the answer's rows are JSON arrays, one a line. The server sends nothing until
   * the statement has succeeded, so an answer that has begun holds no error.
   *
   * @param maxRows more than these are refused
   * @throws ProblemException when there is no answer
   */
  QueryResponse run(ClickHouseStatement statement, int maxRows) {
    try {
      return client.query(statement.text(), statement.parameters(), settings(maxRows)).get();
    } catch (ExecutionException e) {
      throw ClickHouseFailure.problem(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClickHouseFailure.problem(e);
    } catch (RuntimeException e) {
      throw ClickHouseFailure.problem(e);
    }
  }

  /**
   * Runs a statement of {@link StatementCompiler#freshness}.
   *
   * @return when the newest event was received, milliseconds since 1970; empty when there is none
   * @throws ProblemException when there is no answer
   */
  OptionalLong newest(ClickHouseStatement freshness) {
    try (QueryResponse response = run(freshness, 1);
        JsonParser json = JSON.createParser(ObjectReadContext.empty(), response.getInputStream())) {
      json.nextToken();
      json.nextToken();
      long receivedAt = json.getLongValue();
      json.nextToken();
      return json.getLongValue() > 0 ? OptionalLong.of(receivedAt) : OptionalLong.empty();
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      throw ClickHouseFailure.problem(e);
    }
  }

  private QuerySettings settings(int maxRows) {
    return new QuerySettings()
        .setFormat(ClickHouseFormat.JSONCompactEachRow)
        .waitEndOfQuery(true)
        .serverSetting("max_query_size", Integer.toString(MAX_STATEMENT_BYTES))
        .serverSetting("max_execution_time", Long.toString(statementTimeout.toSeconds()))
        .serverSetting("cancel_http_readonly_queries_on_client_close", "1")
        .serverSetting("max_memory_usage", Long.toString(MAX_MEMORY_BYTES))
        .serverSetting("max_result_rows", Integer.toString(maxRows))
        .serverSetting("result_overflow_mode", "throw")
        .serverSetting("date_time_output_format", "iso")
        .serverSetting("output_format_json_quote_64bit_integers", "0")
        .serverSetting("output_format_json_quote_denormals", "0")
        .serverSetting("output_format_json_escape_forward_slashes", "0");
  }

  @Override
  public void close() {
    client.close();
  }
}
