package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class DeadLetterStackTest {
  @Test
  void lambdaReadsTheTopicFromItsBeginningInLargeBatches(Assembly assembly) {
    assembly
        .template("prod", "dead-letters")
        .hasResourceProperties(
            "AWS::Lambda::EventSourceMapping",
            Map.of(
                "FunctionName",
                Map.of("Ref", Match.stringLikeRegexp("rejectedarchiveFunction.*")),
                "Topics",
                List.of("events.rejected"),
                "AmazonManagedKafkaEventSourceConfig",
                Map.of("ConsumerGroupId", "acme-rejected-archive"),
                "StartingPosition",
                "TRIM_HORIZON",
                "BatchSize",
                10_000,
                "MaximumBatchingWindowInSeconds",
                5));
  }

  @Test
  void aBatchIsTriedUntilItIsArchived(Assembly assembly) {
    assertThat(
            assembly
                .resources("prod", "dead-letters", "AWS::Lambda::EventSourceMapping")
                .getFirst()
                .path("Properties")
                .propertyNames())
        .doesNotContain("DestinationConfig", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds");
  }

  @Test
  void everyPartitionCanBeArchivedAtOnce(Assembly assembly) {
    for (String environment : List.of("dev", "staging", "prod")) {
      int partitions =
          assembly.resources(environment, "stream", "Custom::KafkaTopic").stream()
              .map(topic -> topic.path("Properties"))
              .filter(topic -> topic.path("TopicName").asString().equals("events.rejected"))
              .mapToInt(topic -> topic.path("Partitions").asInt())
              .sum();

      assertThat(
              assembly
                  .resources(environment, "dead-letters", "AWS::Lambda::Function")
                  .getFirst()
                  .at("/Properties/ReservedConcurrentExecutions")
                  .asInt())
          .isGreaterThanOrEqualTo(partitions);
    }
  }

  @Test
  void theArchiveReadsItsTopicAndAddsToItsBucketOnly(Assembly assembly) {
    assertThat(
            assembly.resources("prod", "dead-letters", "AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.findValues("Action").stream())
                .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
                .map(JsonNode::asString)
                .filter(action -> !action.startsWith("ec2:") && !action.startsWith("xray:")))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "s3:ListBucket",
            "s3:PutObject",
            "kafka:DescribeCluster",
            "kafka:DescribeClusterV2",
            "kafka:GetBootstrapBrokers",
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:ReadData",
            "kafka-cluster:DescribeGroup",
            "kafka-cluster:AlterGroup");
  }

  @Test
  void theArchiveKnowsItsBucket(Assembly assembly) {
    assertThat(
            assembly
                .resources("prod", "dead-letters", "AWS::Lambda::Function")
                .getFirst()
                .at("/Properties/Environment/Variables")
                .propertyNames())
        .containsExactlyInAnyOrder(
            "ACME_ENVIRONMENT",
            "ACME_REJECTED_BUCKET",
            "POWERTOOLS_SERVICE_NAME",
            "POWERTOOLS_METRICS_NAMESPACE",
            "POWERTOOLS_LOG_LEVEL");
  }
}
