package com.acme.analytics.local.supervisor;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the configuration files of a ClickHouse server for one machine. */
record ClickHouseConfiguration(ClickHouseEngine engine, Path data) {
  /** config.xml. */
  String server(Path users) {
    return """
    <clickhouse>
      <path>%1$s/</path>
      <tmp_path>%1$s/tmp/</tmp_path>
      <user_files_path>%1$s/user_files/</user_files_path>
      <format_schema_path>%1$s/format_schemas/</format_schema_path>
      <users_config>%2$s</users_config>
      <listen_host>127.0.0.1</listen_host>
      <http_port>%3$d</http_port>
      <tcp_port>%4$d</tcp_port>
      <timezone>UTC</timezone>
      <logger><console>1</console></logger>
      <log-level>warning</log-level>
      <!-- Seconds: idle keep-alive connections don't hold up a stop. -->
      <shutdown_wait_unfinished>1</shutdown_wait_unfinished>

      <!-- A laptop's worth: the defaults are for a machine of its own. -->
      <max_server_memory_usage>%5$d</max_server_memory_usage>
      <!-- Of this process alone: a control group may count the whole session's memory. -->
      <memory_worker_use_cgroup>0</memory_worker_use_cgroup>
      <mark_cache_size>33554432</mark_cache_size>
      <index_mark_cache_size>8388608</index_mark_cache_size>
      <uncompressed_cache_size>0</uncompressed_cache_size>
      <index_uncompressed_cache_size>0</index_uncompressed_cache_size>
      <mmap_cache_size>100</mmap_cache_size>
      <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
      <max_concurrent_queries>100</max_concurrent_queries>
      <background_pool_size>2</background_pool_size>
      <background_merges_mutations_concurrency_ratio>2</background_merges_mutations_concurrency_ratio>
      <background_schedule_pool_size>4</background_schedule_pool_size>
      <background_move_pool_size>1</background_move_pool_size>
      <background_fetches_pool_size>1</background_fetches_pool_size>
      <background_common_pool_size>2</background_common_pool_size>
      <merge_tree>
        <!-- Both have to fit the pool above. -->
        <number_of_free_entries_in_pool_to_lower_max_size_of_merge>2</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
        <number_of_free_entries_in_pool_to_execute_mutation>2</number_of_free_entries_in_pool_to_execute_mutation>
        <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>2</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
      </merge_tree>
    </clickhouse>
    """
        .formatted(data, users, engine.httpPort(), engine.tcpPort(), engine.maxMemoryBytes());
  }

  /**
   * users.xml. The query that starts the server signs in as {@code default} without a password, and
   * stays: so that user may do only what this query does, and have only this one session.
   */
  String users() {
    return """
    <clickhouse>
      <profiles>
        <!-- Every other profile begins with what this one says. -->
        <default/>
        <starter><max_sessions_for_user>1</max_sessions_for_user></starter>
        <admin><max_threads>2</max_threads></admin>
        <ingest><max_threads>2</max_threads></ingest>
        <query>
          <max_threads>2</max_threads>
          <!-- 2: settings may change with a query, data may not. -->
          <readonly>2</readonly>
          <max_execution_time>30</max_execution_time>
        </query>
      </profiles>
      <quotas><default/></quotas>
      <users>
        <default>
          <password/>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>starter</profile>
          <quota>default</quota>
          <grants>
            <query>GRANT SYSTEM LISTEN ON *.*</query>
            <query>GRANT CREATE ARBITRARY TEMPORARY TABLE ON *.*</query>
            <query>GRANT TABLE ENGINE ON File</query>
          </grants>
        </default>
    %s  </users>
    </clickhouse>
    """
        .formatted(engine.accounts().stream().map(this::user).collect(Collectors.joining()));
  }

  private String user(ClickHouseAccount account) {
    String grants =
        grants(account.role()).map("<query>%s</query>"::formatted).collect(Collectors.joining());
    return """
        <%1$s>
          <password_sha256_hex>%2$s</password_sha256_hex>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>%3$s</profile>
          <quota>default</quota>
          <grants>%4$s</grants>
        </%1$s>
    """
        .formatted(
            account.name(),
            account.passwordSha256(),
            account.role().name().toLowerCase(Locale.ROOT),
            grants);
  }

  private Stream<String> grants(ClickHouseAccount.Role role) {
    return switch (role) {
      case ADMIN ->
          Stream.of(
              "GRANT ALL ON %s.*".formatted(engine.database()),
              "GRANT TABLE ENGINE ON *",
              "GRANT SELECT ON system.processes");
      case INGEST -> Stream.of("GRANT INSERT ON %s.*".formatted(engine.database()));
      case QUERY -> Stream.of("GRANT SELECT ON %s.*".formatted(engine.database()));
    };
  }
}
