package com.acme.analytics.functions.provisioning;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A cluster's topics, one call at a time. Each call throws what Kafka answered. */
final class Topics implements AutoCloseable {
  private final Admin admin;

  Topics(Admin admin) {
    this.admin = admin;
  }

  /** Whether the topic was created; false when there is one of its name. */
  boolean create(NewTopic topic) {
    try {
      await(admin.createTopics(List.of(topic)).all());
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  /** How many partitions a topic has; empty when there is none of this name. */
  OptionalInt partitions(String name) {
    try {
      return OptionalInt.of(
          await(admin.describeTopics(List.of(name)).allTopicNames()).get(name).partitions().size());
    } catch (UnknownTopicOrPartitionException e) {
      return OptionalInt.empty();
    }
  }

  void grow(String name, int partitions) {
    await(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all());
  }

  /** Sets some settings of a topic and returns others to the cluster's defaults. */
  void configure(String name, Map<String, String> settings, Set<String> defaults) {
    List<AlterConfigOp> changes =
        Stream.concat(
                settings.entrySet().stream()
                    .map(
                        setting ->
                            new AlterConfigOp(
                                new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET)),
                defaults.stream()
                    .map(setting -> new AlterConfigOp(new ConfigEntry(setting, ""), OpType.DELETE)))
            .toList();
    if (!changes.isEmpty()) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
      await(admin.incrementalAlterConfigs(Map.of(topic, changes)).all());
    }
  }

  /** Deletes a topic, if there is one of this name. */
  void delete(String name) {
    try {
      await(admin.deleteTopics(List.of(name)).all());
    } catch (UnknownTopicOrPartitionException e) {
      return;
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException refused) {
        throw refused;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for Kafka", e);
    }
  }
}
