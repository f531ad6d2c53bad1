package com.acme.analytics.cdk.clickhouse;

import static com.acme.analytics.cdk.clickhouse.ClickHousePods.BACKUPS;
import static com.acme.analytics.cdk.clickhouse.ClickHousePods.KEEPERS;
import static com.acme.analytics.cdk.clickhouse.ClickHousePods.SERVERS;

import com.acme.analytics.cdk.kubernetes.Connections;
import java.util.List;
import java.util.Map;

/**
 * Which connections the pods have. To the servers: HTTP from the subnets of the functions and the
 * streaming job, the rest from each other, and the client that makes backups. To the Keepers: the
 * servers and each other.
 *
 * @param clients address blocks of those subnets
 */
public record ClickHouseNetworkPolicies(List<String> clients) {
  public List<Map<String, Object>> manifests() {
    return List.of(
        ClickHousePods.OBJECTS.networkPolicy(
            SERVERS,
            List.of(
                Connections.fromBlocks(clients, ClickHousePods.HTTP_PORT),
                Connections.from(SERVERS, ClickHousePods.TCP_PORT, ClickHousePods.INTERSERVER_PORT),
                Connections.from(BACKUPS, ClickHousePods.TCP_PORT),
                Connections.fromMonitoring(ClickHousePods.METRICS_PORT)),
            List.of(
                Connections.NAMES,
                // S3 and Secrets Manager.
                Connections.HTTPS,
                Connections.CREDENTIALS,
                Connections.to(SERVERS, ClickHousePods.TCP_PORT, ClickHousePods.INTERSERVER_PORT),
                Connections.to(KEEPERS, ClickHouseKeeper.PORT))),
        ClickHousePods.OBJECTS.networkPolicy(
            KEEPERS,
            List.of(
                Connections.from(SERVERS, ClickHouseKeeper.PORT),
                Connections.from(KEEPERS, ClickHouseKeeper.RAFT_PORT)),
            List.of(Connections.NAMES, Connections.to(KEEPERS, ClickHouseKeeper.RAFT_PORT))),
        ClickHousePods.OBJECTS.networkPolicy(
            BACKUPS,
            List.of(),
            List.of(
                Connections.NAMES,
                Connections.HTTPS,
                Connections.CREDENTIALS,
                Connections.to(SERVERS, ClickHousePods.TCP_PORT))));
  }
}
