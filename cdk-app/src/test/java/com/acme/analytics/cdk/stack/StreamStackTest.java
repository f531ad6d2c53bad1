package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class StreamStackTest {
  @Test
  void threeBrokersTakeIamOverTlsAndNothingElse(Assembly assembly) {
    assembly
        .template("prod", "stream")
        .hasResourceProperties(
            "AWS::MSK::Cluster",
            Map.of(
                "KafkaVersion",
                "4.1.x.kraft",
                "NumberOfBrokerNodes",
                3,
                "ClientAuthentication",
                Map.of(
                    "Sasl", Map.of("Iam", Map.of("Enabled", true)),
                    "Unauthenticated", Map.of("Enabled", false)),
                "EncryptionInfo",
                Map.of("EncryptionInTransit", Map.of("ClientBroker", "TLS", "InCluster", true))));
  }

  @Test
  void aRecordIsKeptThreeTimesAndNoTopicMakesItself(Assembly assembly) {
    assertThat(
            assembly
                .resources("prod", "stream", "AWS::MSK::Configuration")
                .getFirst()
                .path("Properties")
                .path("ServerProperties")
                .asString()
                .lines())
        .contains(
            "default.replication.factor=3",
            "min.insync.replicas=2",
            "auto.create.topics.enable=false");
  }

  @Test
  void theBootstrapServersAreAskedForOnce(Assembly assembly) {
    Template stream = assembly.template("prod", "stream");

    stream.resourceCountIs("Custom::KafkaBootstrapBrokers", 1);
  }

  @Test
  void acceptedEventsAreKeptForThreeDaysAndOutliveTheStackInProduction(Assembly assembly) {
    Map<String, Object> properties =
        Map.of(
            "TopicName",
            "events.accepted",
            "Partitions",
            96,
            "Config",
            Map.of("retention.ms", "259200000"),
            "ServiceToken",
            Map.of(
                "Fn::GetAtt",
                List.of(Match.stringLikeRegexp("provisioningtopicsFunction.*"), "Arn")));

    assembly
        .template("prod", "stream")
        .hasResource(
            "Custom::KafkaTopic",
            Map.of(
                "DeletionPolicy",
                "Retain",
                "UpdateReplacePolicy",
                "Retain",
                "Properties",
                Match.objectLike(properties)));
  }

  @Test
  void everyTopicHasItsPartitionsAndRetentionInEachEnvironment(Assembly assembly) {
    assertThat(topics(assembly, "dev"))
        .containsExactlyInAnyOrder(
            "events.accepted 6 PT72H",
            "events.historical 3 PT168H",
            "events.raw 3 PT168H",
            "events.rejected 3 PT72H",
            "definitions 1 compact PT168H",
            "alerts 3 PT168H",
            "events.unique 6 PT72H",
            "live 3 PT1H");
    assertThat(topics(assembly, "prod"))
        .containsExactlyInAnyOrder(
            "events.accepted 96 PT72H",
            "events.historical 24 PT168H",
            "events.raw 24 PT168H",
            "events.rejected 12 PT72H",
            "definitions 1 compact PT168H",
            "alerts 12 PT168H",
            "events.unique 96 PT72H",
            "live 24 PT1H");
  }

  private static List<String> topics(Assembly assembly, String environment) {
    return assembly.resources(environment, "stream", "Custom::KafkaTopic").stream()
        .map(topic -> topic.path("Properties"))
        .map(
            topic ->
                "%s %d %s"
                    .formatted(
                        topic.path("TopicName").asString(),
                        topic.path("Partitions").asInt(),
                        kept(topic.path("Config"))))
        .toList();
  }

  private static String kept(JsonNode config) {
    JsonNode time = config.path("retention.ms");
    return time.isMissingNode()
        ? config.path("cleanup.policy").asString() + " " + time(config.path("delete.retention.ms"))
        : time(time);
  }

  private static String time(JsonNode millis) {
    return Duration.ofMillis(Long.parseLong(millis.asString())).toString();
  }

  @Test
  void theFunctionForTopicsMayTouchTheDeclaredTopicsOnly(Assembly assembly) {
    assembly
        .template("prod", "stream")
        .hasResourceProperties(
            "AWS::IAM::Policy",
            Map.of(
                "PolicyDocument",
                Map.of(
                    "Statement",
                    Match.arrayWith(
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Action",
                                    Match.arrayWith(List.of("kafka-cluster:CreateTopic")),
                                    "Resource",
                                    List.of(
                                        topic("alerts"),
                                        topic("definitions"),
                                        topic("events.accepted"),
                                        topic("events.historical"),
                                        topic("events.raw"),
                                        topic("events.rejected"),
                                        topic("events.unique"),
                                        topic("live")))))))));
  }

  private static Map<String, Object> topic(String name) {
    return Map.of(
        "Fn::Join",
        List.of(
            "",
            Match.arrayWith(
                List.of(":kafka:eu-west-1:333333333333:topic/acme-prod-events/", "/" + name))));
  }
}
