package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class StreamingStackTest {
  @Test
  void theJobRunsOnFlink22WithCheckpointsAndSnapshots(Assembly assembly) {
    assembly
        .template("prod", "streaming")
        .hasResourceProperties(
            "AWS::KinesisAnalyticsV2::Application",
            Map.of(
                "RuntimeEnvironment",
                "FLINK-2_2",
                "ApplicationConfiguration",
                Match.objectLike(
                    Map.of(
                        "ApplicationSnapshotConfiguration",
                        Map.of("SnapshotsEnabled", true),
                        "FlinkApplicationConfiguration",
                        Match.objectLike(
                            Map.of(
                                "CheckpointConfiguration",
                                Match.objectLike(
                                    Map.of(
                                        "CheckpointingEnabled",
                                        true,
                                        "CheckpointInterval",
                                        10_000)),
                                "ParallelismConfiguration",
                                Match.objectLike(Map.of("Parallelism", 48))))))));
  }

  @Test
  void theJobRunsInEveryZoneOfTheVpc(Assembly assembly) {
    assertThat(
            assembly
                .resources("prod", "streaming", "AWS::KinesisAnalyticsV2::Application")
                .getFirst()
                .at("/Properties/ApplicationConfiguration/VpcConfigurations/0/SubnetIds"))
        .hasSize(3);
  }

  @Test
  void thePropertyGroupsAreWhatTheJobReads(Assembly assembly) {
    Map<String, List<String>> keysByGroup = new TreeMap<>();
    for (JsonNode group :
        assembly
            .resources("prod", "streaming", "AWS::KinesisAnalyticsV2::Application")
            .getFirst()
            .at("/Properties/ApplicationConfiguration/EnvironmentProperties/PropertyGroups")) {
      keysByGroup.put(
          group.path("PropertyGroupId").asString(),
          group.path("PropertyMap").propertyNames().stream().sorted().toList());
    }

    assertThat(keysByGroup)
        .isEqualTo(
            Map.of(
                "acme.kafka",
                List.of(
                    "alerts.topic",
                    "bootstrap.servers",
                    "definitions.topic",
                    "events.accepted.topic",
                    "events.historical.topic",
                    "events.unique.topic",
                    "group.id",
                    "historical.group.id",
                    "live.topic",
                    "security.protocol"),
                "acme.clickhouse",
                List.of("database", "secret.arn", "url"),
                "acme.deduplication",
                List.of("horizon"),
                "acme.hot",
                List.of("retention", "upsert.interval"),
                "acme.historical",
                List.of("events.per.second"),
                "acme.lake",
                List.of(
                    "buffer.bytes",
                    "catalog.authentication",
                    "catalog.url",
                    "catalog.warehouse",
                    "commit.interval",
                    "database",
                    "writers.per.hour")));
  }

  @Test
  void aDeveloperSeesUpsertsEachSecondAndACustomerEachFive(Assembly assembly) {
    assertThat(hotProperties(assembly, "dev")).contains("\"upsert.interval\":\"PT1S\"");
    assertThat(hotProperties(assembly, "staging")).contains("\"upsert.interval\":\"PT5S\"");
    assertThat(hotProperties(assembly, "prod")).contains("\"upsert.interval\":\"PT5S\"");
  }

  private static String hotProperties(Assembly assembly, String environment) {
    JsonNode groups =
        assembly
            .resources(environment, "streaming", "AWS::KinesisAnalyticsV2::Application")
            .getFirst()
            .at("/Properties/ApplicationConfiguration/EnvironmentProperties/PropertyGroups");
    return groups
        .valueStream()
        .filter(group -> group.path("PropertyGroupId").asString().equals("acme.hot"))
        .findAny()
        .orElseThrow()
        .toString();
  }

  @Test
  void theJobReadsHistoricalEventsInAGroupOfTheirOwn(Assembly assembly) {
    String policies = assembly.resources("prod", "streaming", "AWS::IAM::Policy").toString();

    assertThat(statements(policies, "kafka-cluster:ReadData\""))
        .anySatisfy(statement -> assertThat(statement).contains("/events.historical\""));
    assertThat(statements(policies, "kafka-cluster:AlterGroup\""))
        .anySatisfy(statement -> assertThat(statement).contains("/acme-streaming-historical\""));
  }

  @Test
  void theJobReadsItsTopicInItsGroupAndItsOwnSecret(Assembly assembly) {
    String policies = assembly.resources("prod", "streaming", "AWS::IAM::Policy").toString();

    assertThat(policies)
        .contains("kafka-cluster:ReadData", "/events.accepted\"", "/acme-streaming\"")
        .doesNotContain("kafka-cluster:CreateTopic");
  }

  @Test
  void theJobReadsDefinitionsAndWritesInTransactionsOfItsOwn(Assembly assembly) {
    String template = assembly.resources("prod", "streaming", "AWS::IAM::Policy").toString();

    assertThat(statements(template, "kafka-cluster:WriteData\""))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement)
                    .contains("/alerts\"", "/events.unique\"", "/live\"")
                    .doesNotContain("/events.accepted"));
    assertThat(statements(template, "kafka-cluster:AlterTransactionalId\""))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement)
                    .contains(
                        ":transactional-id/",
                        "/acme-streaming-alerts*\"",
                        "/acme-streaming-unique*\""));
    assertThat(statements(template, "kafka-cluster:ReadData\""))
        .anySatisfy(statement -> assertThat(statement).contains("/definitions\""));
  }

  /** The statements that name the action. */
  private static List<String> statements(String policies, String action) {
    return Arrays.stream(policies.split("\"Action\":"))
        .filter(statement -> statement.contains(action))
        .toList();
  }

  @Test
  void theJobAddsToTheLakeAndDeletesNothingButMetadata(Assembly assembly) {
    String policies = assembly.resources("prod", "streaming", "AWS::IAM::Policy").toString();

    assertThat(policies)
        .contains("glue:UpdateTable", "s3:PutObject", "table/acme_prod_lake/events")
        .contains("/events/metadata/*")
        .doesNotContain("glue:CreateTable", "glue:DeleteTable", "s3:ListBucket");
  }

  @Test
  void theJobIsScaledByItsLagWithinTheBoundsOfTheSettings(Assembly assembly) {
    JsonNode target =
        assembly
            .resources("prod", "streaming", "AWS::ApplicationAutoScaling::ScalableTarget")
            .getFirst()
            .path("Properties");
    assertThat(target.path("MinCapacity").asInt()).isEqualTo(48);
    assertThat(target.path("MaxCapacity").asInt()).isEqualTo(96);
    assertThat(target.path("ResourceId").toString())
        .contains("execute-api", "/scalableTargetDimensions/acme-prod-streaming");
    assertThat(assembly.resources("prod", "streaming", "AWS::CloudWatch::Alarm").toString())
        .contains("EstimatedMaxTimeLag", "acme-streaming", "containerCPUUtilization");
    assertThat(assembly.resources("prod", "streaming", "AWS::ApiGateway::Method"))
        .hasSize(2)
        .allSatisfy(
            method ->
                assertThat(method.at("/Properties/AuthorizationType").asString())
                    .isEqualTo("AWS_IAM"));
  }

  @Test
  void aJobOfOneSizeIsNotScaled(Assembly assembly) {
    assertThat(
            assembly.resources("dev", "streaming", "AWS::ApplicationAutoScaling::ScalableTarget"))
        .isEmpty();
  }

  @Test
  void theApplicationIsStartedOnceItIsThere(Assembly assembly) {
    JsonNode start =
        assembly.resources("prod", "streaming", "Custom::FlinkApplicationStart").getFirst();

    assertThat(start.path("Properties").path("Create").toString()).contains("startApplication");
    assertThat(start.path("DependsOn").toString())
        .contains("StreamingApplication", "StreamingLogging");
  }
}
