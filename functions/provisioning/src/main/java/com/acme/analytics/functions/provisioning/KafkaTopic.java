package com.acme.analytics.functions.provisioning;

import com.acme.analytics.functions.provisioning.cloudformation.CustomResource;
import com.acme.analytics.functions.provisioning.cloudformation.ResourceProperties;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code Custom::KafkaTopic}: properties {@code TopicName}, {@code Partitions}, optionally {@code
 * ReplicationFactor} (else the cluster's default) and {@code Config}. Its physical id is its name.
 *
 * <p>Partitions can be added, never removed. Deleting the resource deletes the topic and its
 * records; a template that wants to keep them says so with {@code DeletionPolicy: Retain}.
 */
final class KafkaTopic implements CustomResource {
  private final Map<String, Object> adminSettings;

  KafkaTopic(Map<String, Object> adminSettings) {
    this.adminSettings = Map.copyOf(adminSettings);
  }

  @Override
  public Provisioned create(ResourceProperties properties) {
    TopicDeclaration topic = TopicDeclaration.of(properties);
    try (Topics topics = open()) {
      if (!topics.create(topic.newTopic())) {
        int existing = topics.partitions(topic.name()).orElseThrow();
        if (existing != topic.partitions()) {
          throw new IllegalStateException(
              "topic %s exists with %d partitions (expected: %d, or no such topic)"
                  .formatted(topic.name(), existing, topic.partitions()));
        }
        topics.configure(topic.name(), topic.config(), Set.of());
      }
    }
    return provisioned(topic);
  }

  @Override
  public Provisioned update(
      String physicalId, ResourceProperties properties, ResourceProperties oldProperties) {
    TopicDeclaration topic = TopicDeclaration.of(properties);
    TopicDeclaration before = TopicDeclaration.of(oldProperties);
    if (!topic.name().equals(physicalId)) {
      return create(properties);
    }
    if (!topic.replicationFactor().equals(before.replicationFactor())) {
      throw new IllegalArgumentException(
          "ReplicationFactor of topic %s: %s (expected: %s as before; it can't be changed in place)"
              .formatted(topic.name(), shown(topic), shown(before)));
    }
    try (Topics topics = open()) {
      OptionalInt existing = topics.partitions(topic.name());
      if (existing.isEmpty()) {
        return create(properties);
      }
      grow(topics, topic, existing.getAsInt());
      Set<String> gone = new TreeSet<>(before.config().keySet());
      gone.removeAll(topic.config().keySet());
      topics.configure(topic.name(), topic.config(), gone);
    }
    return provisioned(topic);
  }

  @Override
  public void delete(String physicalId, ResourceProperties properties) {
    try (Topics topics = open()) {
      topics.delete(physicalId);
    }
  }

  private Topics open() {
    return new Topics(Admin.create(adminSettings));
  }

  private static void grow(Topics topics, TopicDeclaration topic, int existing) {
    if (topic.partitions() < existing) {
      throw new IllegalArgumentException(
          "Partitions of topic %s: %d (expected: >= %d, as many as it has; Kafka can't remove any)"
              .formatted(topic.name(), topic.partitions(), existing));
    }
    if (topic.partitions() > existing) {
      topics.grow(topic.name(), topic.partitions());
    }
  }

  private static String shown(TopicDeclaration topic) {
    return topic.replicationFactor().map(String::valueOf).orElse("the cluster's default");
  }

  private static Provisioned provisioned(TopicDeclaration topic) {
    return new Provisioned(topic.name(), Map.of("TopicName", topic.name()));
  }
}
