package com.acme.analytics.functions.provisioning;

import com.acme.analytics.functions.provisioning.cloudformation.ResourceProperties;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic as a template declares it.
 *
 * @param replicationFactor empty for the cluster's own default
 * @param config Kafka's settings of a topic, by name
 */
record TopicDeclaration(
    String name, int partitions, Optional<Integer> replicationFactor, Map<String, String> config) {
  static TopicDeclaration of(ResourceProperties properties) {
    return new TopicDeclaration(
        properties.text("TopicName"),
        properties.positive("Partitions"),
        properties.optionalPositive("ReplicationFactor"),
        properties.entries("Config"));
  }

  NewTopic newTopic() {
    return new NewTopic(name, Optional.of(partitions), replicationFactor.map(Integer::shortValue))
        .configs(config);
  }
}
