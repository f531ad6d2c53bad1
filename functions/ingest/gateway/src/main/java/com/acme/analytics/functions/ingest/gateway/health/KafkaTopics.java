package com.acme.analytics.functions.ingest.gateway.health;

import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks Kafka itself for the topics. A producer would do with what it remembers of them for minutes
 * after the last broker has gone.
 */
public final class KafkaTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** A process that starts has nothing else to do, and is slow at its first request. */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(15);

  private final Admin admin;
  private final Set<String> topics;

  /** For these topics; connects when first used. */
  public KafkaTopics(KafkaSettings kafka, Set<String> topics) {
    this.admin = Admin.create(properties(kafka));
    this.topics = Set.copyOf(topics);
  }

  /** Looks for the first time; answers within 15 seconds. */
  public TopicCheck firstCheck() {
    return check(FIRST_PATIENCE);
  }

  /** Looks; answers within three seconds. */
  public TopicCheck check() {
    return check(PATIENCE);
  }

  private TopicCheck check(Duration patience) {
    try {
      DescribeTopicsResult described =
          admin.describeTopics(
              topics, new DescribeTopicsOptions().timeoutMs((int) patience.toMillis()));
      Set<String> missing = new TreeSet<>();
      for (String topic : topics) {
        if (!exists(described, topic, patience)) {
          missing.add(topic);
        }
      }
      return missing.isEmpty() ? new TopicCheck.Present() : new TopicCheck.Missing(missing);
    } catch (ExecutionException e) {
      return new TopicCheck.Unreachable(String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      return new TopicCheck.Unreachable("no answer within " + patience);
    } catch (KafkaException e) {
      return new TopicCheck.Unreachable(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TopicCheck.Unreachable("interrupted");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private static boolean exists(DescribeTopicsResult described, String topic, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      described.topicNameValues().get(topic).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static Map<String, Object> properties(KafkaSettings kafka) {
    Map<String, Object> properties = kafka.connection();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }
}
