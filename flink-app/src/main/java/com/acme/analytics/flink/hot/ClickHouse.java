package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.config.ClickHouseConfig;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** A table of the hot tier in ClickHouse: inserts in RowBinary over HTTP. */
final class ClickHouse implements HotTier {
  /**
   * Error codes that blame a row's content (ClickHouse, src/Common/ErrorCodes.cpp): can't parse
   * text (6), quoted string (26), input (27), JSON path collision (15), escape sequence (25), date
   * (38), datetime (41), number (72), incorrect data (117), too deep recursion (306), too large
   * string (131), can't convert type (70), type mismatch (53), UUID (376).
   */
  private static final Set<Integer> BLAMES_A_ROW =
      Set.of(6, 15, 25, 26, 27, 38, 41, 53, 70, 72, 117, 131, 306, 376);

  private final Client client;
  private final String table;

  ClickHouse(Client client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Signs in with the credentials that the secret holds at that time. */
  static Connector connector(ClickHouseConfig config, String table) {
    return () -> new ClickHouse(connect(config, Credentials.fromSecret(config.secretArn())), table);
  }

  static Client connect(ClickHouseConfig config, Credentials credentials) {
    return new Client.Builder()
        .addEndpoint(config.url().toString())
        .setUsername(credentials.username())
        .setPassword(credentials.password())
        .setDefaultDatabase(config.database())
        .compressClientRequest(true)
        .setConnectTimeout(3, ChronoUnit.SECONDS)
        .setSocketTimeout(30, ChronoUnit.SECONDS)
        // PersistentInserts repeats, and knows for how long.
        .setMaxRetries(0)
        .build();
  }

  @Override
  public void insert(EncodedRows rows)
      throws RowsRefusedException, HotTierUnavailableException, InterruptedException {
    try (InsertResponse stored =
        client
            .insert(
                table,
                rows.columns(),
                out -> {
                  rows.writeTo(out);
                  out.close();
                },
                ClickHouseFormat.RowBinary,
                settings())
            .get()) {
      // An answer without an error says it all.
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      ServerException refusal = serverException(e);
      if (refusal != null && BLAMES_A_ROW.contains(refusal.getCode())) {
        throw new RowsRefusedException(refusal.getMessage(), e);
      }
      throw new HotTierUnavailableException(rootCause(e).toString(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static ServerException serverException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerException) {
        return (ServerException) cause;
      }
    }
    return null;
  }

  private static InsertSettings settings() {
    return new InsertSettings()
        // The server gathers the inserts of all subtasks into one part, and answers once it is
        // written: else hundreds of small inserts a second make more parts than can be merged.
        .serverSetting("async_insert", "1")
        .serverSetting("wait_for_async_insert", "1")
        .serverSetting("async_insert_busy_timeout_max_ms", "200")
        .serverSetting("input_format_binary_read_json_as_string", "1")
        // {"a.b": 1, "a": {"b": 2}} names one path twice: keep the first rather than refuse the
        // row.
        .serverSetting("type_json_skip_duplicated_paths", "1")
        // Text stays text: a property "2026-01-01" is no date.
        .serverSetting("input_format_try_infer_dates", "0")
        .serverSetting("input_format_try_infer_datetimes", "0");
  }
}
