package com.acme.analytics.cdk.clickhouse;

import com.acme.analytics.cdk.kubernetes.InternalBalancer;
import java.util.List;
import java.util.Map;

/**
 * The load balancer before the servers: any of them takes and answers for all shards.
 *
 * @param clients address blocks that may connect
 */
public record ClickHouseService(List<String> clients) {
  public Map<String, Object> manifest() {
    return new InternalBalancer(
            ClickHousePods.OBJECTS,
            ClickHousePods.SERVERS,
            clients,
            ClickHousePods.HTTP_PORT,
            "/replicas_status",
            ClickHouseShard.DEREGISTRATION)
        .manifest();
  }
}
