package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who keeps connections to the brokers, beside the streaming job: how many of each at most. */
public final class KafkaClients {
  private KafkaClients() {}

  /** By name: execution environments, pods, and pollers of an event source mapping. */
  public static Map<String, Integer> of(EnvironmentSettings settings) {
    Map<String, Integer> clients = new LinkedHashMap<>();
    clients.put("ingest", settings.api().ingest().reservedConcurrency());
    clients.put("management", settings.api().management().reservedConcurrency());
    clients.put("gateway", settings.gateway().maxReplicas());
    // Lambda polls with one consumer for each partition at most.
    clients.put("rejected-archive", settings.stream().eventsRejected().partitions());
    clients.put("druid", settings.warmStore().tasks() * settings.warmStore().replicas());
    return clients;
  }
}
