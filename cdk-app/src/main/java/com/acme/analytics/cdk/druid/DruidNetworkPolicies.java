package com.acme.analytics.cdk.druid;

import static com.acme.analytics.cdk.druid.DruidRole.BROKER;
import static com.acme.analytics.cdk.druid.DruidRole.COORDINATOR;
import static com.acme.analytics.cdk.druid.DruidRole.HISTORICAL;
import static com.acme.analytics.cdk.druid.DruidRole.INDEXER;
import static com.acme.analytics.cdk.druid.DruidRole.ROUTER;

import com.acme.analytics.cdk.kubernetes.Connections;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which connections the pods have: clients to the routers, and each role to those that it asks. All
 * talk to Kubernetes, and to S3 and the secrets where their role lets them.
 *
 * @param clients address blocks of the subnets of functions
 * @param brokersPort of Kafka
 * @param databasePort of the metadata's database
 */
public record DruidNetworkPolicies(List<String> clients, int brokersPort, int databasePort) {
  public List<Map<String, Object>> manifests() {
    return Arrays.stream(DruidRole.values())
        .map(role -> DruidPods.OBJECTS.networkPolicy(role.app(), ingress(role), egress(role)))
        .toList();
  }

  private List<Map<String, Object>> ingress(DruidRole role) {
    return role == ROUTER
        ? List.of(Connections.fromBlocks(clients, ROUTER.port()))
        : Arrays.stream(DruidRole.values())
            .filter(asking -> asked(asking).contains(role))
            .map(asking -> Connections.from(asking.app(), role.port()))
            .toList();
  }

  private List<Map<String, Object>> egress(DruidRole role) {
    Stream<Map<String, Object>> all =
        Stream.of(Connections.NAMES, Connections.HTTPS, Connections.CREDENTIALS);
    Stream<Map<String, Object>> members =
        asked(role).stream().map(asked -> Connections.to(asked.app(), asked.port()));
    Stream<Map<String, Object>> others =
        switch (role) {
          case COORDINATOR ->
              Stream.of(Connections.toPorts(brokersPort), Connections.toPorts(databasePort));
          case INDEXER -> Stream.of(Connections.toPorts(brokersPort));
          case BROKER, HISTORICAL, ROUTER -> Stream.empty();
        };
    return Stream.of(all, members, others).flatMap(rules -> rules).toList();
  }

  /** Tasks of compaction hand each other what they have sorted. */
  private static List<DruidRole> asked(DruidRole role) {
    return switch (role) {
      case COORDINATOR -> List.of(COORDINATOR, BROKER, HISTORICAL, INDEXER);
      case BROKER -> List.of(COORDINATOR, BROKER, HISTORICAL, INDEXER);
      case HISTORICAL -> List.of(COORDINATOR);
      case INDEXER -> List.of(COORDINATOR, INDEXER);
      case ROUTER -> List.of(COORDINATOR, BROKER);
    };
  }
}
