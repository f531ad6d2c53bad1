package com.acme.analytics.cdk.clickhouse;

import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What every server reads: all of its configuration, so that nothing of the image's own, such as a
 * user without a password, is there beside it. What differs between pods comes from their
 * environment, secrets from {@link ClickHouseSecrets}.
 *
 * <p>Connections are in clear text. Who may make one is in {@link ClickHouseNetworkPolicies}, and
 * EC2 encrypts what goes between nodes of these types; what goes through the load balancer it does
 * not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html#encryption-transit">EC2
 *     on encryption between instances</a>
 */
public record ClickHouseConfiguration(HotClusterSettings settings, String database) {
  static final String NAME = "clickhouse-configuration";

  /** The ConfigMap. */
  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        ClickHousePods.OBJECTS.metadata(NAME, Pods.labels(ClickHousePods.SERVERS)),
        "data",
        Map.of("config.xml", server(), "users.xml", users()));
  }

  /** Another one when the text is another, so that pods are made anew for it. */
  String revision() {
    return Integer.toHexString(List.of(server(), users()).hashCode());
  }

  private String server() {
    return """
    <clickhouse>
      <logger><level>information</level><console>1</console><formatting><type>json</type></formatting></logger>
      <include_from>%1$s</include_from>
      <!-- Definitions of tables, on EBS; data is on the node's own disks. -->
      <path>/var/lib/clickhouse/</path>
      <tmp_path>/nvme/tmp/</tmp_path>
      <user_files_path>/nvme/user_files/</user_files_path>
      <format_schema_path>/var/lib/clickhouse/format_schemas/</format_schema_path>
      <listen_host>0.0.0.0</listen_host>
      <http_port>%2$d</http_port>
      <tcp_port>%3$d</tcp_port>
      <interserver_http_port>%4$d</interserver_http_port>
      <interserver_http_host from_env="HOST"/>
      <interserver_http_credentials>
        <user>acme</user>
        <password incl="cluster_secret"/>
      </interserver_http_credentials>
      <prometheus>
        <endpoint>/metrics</endpoint><port>%5$d</port>
        <metrics>1</metrics><events>1</events><asynchronous_metrics>1</asynchronous_metrics>
      </prometheus>
      <timezone>UTC</timezone>
      <!-- Seconds for queries that run when the pod is told to stop. -->
      <shutdown_wait_unfinished_queries>1</shutdown_wait_unfinished_queries>
      <shutdown_wait_unfinished>60</shutdown_wait_unfinished>
      <max_concurrent_queries>200</max_concurrent_queries>
      <max_server_memory_usage_to_ram_ratio>0.85</max_server_memory_usage_to_ram_ratio>

      <user_directories><users_xml><path>/etc/acme/users.xml</path></users_xml></user_directories>

      <macros>
        <shard from_env="SHARD"/>
        <replica from_env="REPLICA"/>
      </macros>
      <zookeeper>
    %6$s  </zookeeper>
      <distributed_ddl><path>/clickhouse/task_queue/ddl</path></distributed_ddl>
      <remote_servers>
        <%7$s>
          <secret incl="cluster_secret"/>
    %8$s    </%7$s>
      </remote_servers>

      <storage_configuration>
        <disks>
          <!-- The kubelet evicts a pod when a tenth is left. -->
          <nvme><path>/nvme/</path><keep_free_space_ratio>0.12</keep_free_space_ratio></nvme>
          <backups>
            <type>s3_plain</type>
            <endpoint from_env="BACKUPS"/>
            <use_environment_credentials>1</use_environment_credentials>
          </backups>
        </disks>
        <policies><nvme><volumes><local><disk>nvme</disk></local></volumes></nvme></policies>
      </storage_configuration>
      <backups><allowed_disk>backups</allowed_disk></backups>
      <merge_tree>
        <storage_policy>nvme</storage_policy>
        <!-- Seconds: /replicas_status refuses while an insert older than this is missing. -->
        <min_absolute_delay_to_close>300</min_absolute_delay_to_close>
      </merge_tree>

    %9$s</clickhouse>
    """
        .formatted(
            ClickHouseSecrets.SUBSTITUTIONS,
            ClickHousePods.HTTP_PORT,
            ClickHousePods.TCP_PORT,
            ClickHousePods.INTERSERVER_PORT,
            ClickHousePods.METRICS_PORT,
            keepers(),
            ClickHousePods.CLUSTER,
            shards(),
            systemLogs());
  }

  private static String keepers() {
    return ClickHouseKeeper.hosts().stream()
        .map(
            host ->
                "    <node><host>%s</host><port>%d</port></node>\n"
                    .formatted(host, ClickHouseKeeper.PORT))
        .collect(Collectors.joining());
  }

  /** A replicated table hands on what it was given, so an insert goes to one replica only. */
  private String shards() {
    return IntStream.range(0, settings.shards())
        .mapToObj(
            shard ->
                "      <shard>\n        <internal_replication>true</internal_replication>\n"
                    + replicas(shard)
                    + "      </shard>\n")
        .collect(Collectors.joining());
  }

  private String replicas(int shard) {
    return IntStream.range(0, settings.replicas())
        .mapToObj(replica -> ClickHousePods.host(ClickHouseShard.name(shard), replica))
        .map(
            host ->
                "        <replica><host>%s</host><port>%d</port></replica>\n"
                    .formatted(host, ClickHousePods.TCP_PORT))
        .collect(Collectors.joining());
  }

  private static String systemLogs() {
    return List.of("query_log", "part_log", "backup_log", "asynchronous_insert_log").stream()
        .map(
            log ->
                """
                  <%1$s>
                    <database>system</database><table>%1$s</table>
                    <partition_by>event_date</partition_by>
                    <ttl>event_date + INTERVAL 7 DAY DELETE</ttl>
                  </%1$s>
                """
                    .formatted(log))
        .collect(Collectors.joining());
  }

  /** An insert is confirmed by most of the replicas: one node may be lost with all it has. */
  private String users() {
    return """
    <clickhouse>
      <profiles>
        <default>
          <distributed_foreground_insert>1</distributed_foreground_insert>
          <insert_quorum>auto</insert_quorum>
          <distributed_product_mode>global</distributed_product_mode>
          <max_memory_usage>%2$d</max_memory_usage>
        </default>
        <admin>
          <!-- A change of tables does not wait for a server that is away. -->
          <distributed_ddl_output_mode>none_only_active</distributed_ddl_output_mode>
          <distributed_ddl_task_timeout>100</distributed_ddl_task_timeout>
        </admin>
        <query>
          <!-- 2: settings may change with a query, data may not. -->
          <readonly>2</readonly>
          <max_execution_time>30</max_execution_time>
        </query>
      </profiles>
      <quotas><default/></quotas>
      <users>
    %1$s  </users>
    </clickhouse>
    """
        .formatted(
            user(
                    "admin",
                    "admin",
                    "ALL ON %s.*",
                    "TABLE ENGINE ON *",
                    "REMOTE ON *.*",
                    "CLUSTER ON *.*")
                + user("ingest", "default", "INSERT ON %s.*")
                + user("query", "query", "SELECT ON %s.*")
                + user("backup", "default", "BACKUP ON %s.*", "SHOW ON %s.*", "CLUSTER ON *.*"),
            settings.memoryGib() * (1L << 30) / 4);
  }

  private String user(String name, String profile, String... grants) {
    return """
        <acme_%1$s>
          <password_sha256_hex incl="%1$s_sha256"/>
          <networks><ip>::/0</ip></networks>
          <profile>%2$s</profile>
          <quota>default</quota>
          <grants>%3$s</grants>
        </acme_%1$s>
    """
        .formatted(
            name,
            profile,
            List.of(grants).stream()
                .map(grant -> "<query>GRANT " + grant.formatted(database) + "</query>")
                .collect(Collectors.joining()));
  }
}
