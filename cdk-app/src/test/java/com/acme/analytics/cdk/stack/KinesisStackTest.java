package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class KinesisStackTest {
  @Test
  void aStreamGrowsByItselfAndIsEncryptedAndOutlivesTheStackInProduction(Assembly assembly) {
    assembly
        .template("prod", "kinesis")
        .hasResource(
            "AWS::Kinesis::Stream",
            Map.of(
                "DeletionPolicy",
                "Retain",
                "Properties",
                Match.objectLike(
                    Map.of(
                        "Name",
                        "acme-prod-events-acme",
                        "RetentionPeriodHours",
                        168,
                        "StreamModeDetails",
                        Map.of("StreamMode", "ON_DEMAND"),
                        "StreamEncryption",
                        Map.of("EncryptionType", "KMS", "KeyId", "alias/aws/kinesis")))));
  }

  @Test
  void theConnectorIsToldItsCustomerAndCopiesWhatItReadsAsItIs(Assembly assembly) {
    assembly
        .template("prod", "kinesis")
        .hasResourceProperties(
            "AWS::KafkaConnect::Connector",
            Map.of(
                "ConnectorName",
                "acme-prod-kinesis-acme",
                "KafkaConnectVersion",
                "3.7.x",
                "ConnectorConfiguration",
                Match.objectLike(
                    Map.of(
                        "connector.class",
                        "com.acme.analytics.kinesis.KinesisSourceConnector",
                        "customer",
                        "acme",
                        "topic",
                        "events.raw",
                        "kinesis.region",
                        "eu-west-1",
                        "kinesis.stream",
                        Map.of("Ref", Match.stringLikeRegexp("Streamacme.*")),
                        "value.converter",
                        "org.apache.kafka.connect.converters.ByteArrayConverter")),
                "KafkaClusterClientAuthentication",
                Map.of("AuthenticationType", "IAM"),
                "KafkaClusterEncryptionInTransit",
                Map.of("EncryptionType", "TLS")));
  }

  @Test
  void thePlugInIsTheModulesZip(Assembly assembly) {
    JsonNode plugin =
        assembly.resources("dev", "kinesis", "AWS::KafkaConnect::CustomPlugin").getFirst();

    assertThat(plugin.at("/Properties/ContentType").asString()).isEqualTo("ZIP");
    assertThat(plugin.at("/Properties/Name").asString())
        .matches("acme-dev-kinesis-source-[0-9a-f]{8}");
    assertThat(plugin.at("/Properties/Location/S3Location/FileKey").asString()).endsWith(".zip");
  }

  @Test
  void offsetsAreInATopicThatTheNextConnectorReadsToo(Assembly assembly) {
    JsonNode workers =
        assembly.resources("dev", "kinesis", "AWS::KafkaConnect::WorkerConfiguration").getFirst();
    byte[] content =
        Base64.getDecoder().decode(workers.at("/Properties/PropertiesFileContent").asString());

    assertThat(new String(content, StandardCharsets.UTF_8))
        .contains("offset.storage.topic=connect.kinesis.dev.offsets\n");
  }

  @Test
  void theConnectorMayReadItsStreamAndWriteItsTopic(Assembly assembly) {
    assembly
        .template("prod", "kinesis")
        .hasResourceProperties(
            "AWS::IAM::Policy",
            Map.of(
                "PolicyDocument",
                Map.of(
                    "Statement",
                    Match.arrayWith(
                        List.of(
                            Map.of(
                                "Action",
                                List.of(
                                    "kinesis:GetRecords",
                                    "kinesis:GetShardIterator",
                                    "kinesis:ListShards"),
                                "Effect",
                                "Allow",
                                "Resource",
                                Map.of(
                                    "Fn::GetAtt",
                                    List.of(Match.stringLikeRegexp("Streamacme.*"), "Arn"))),
                            Match.objectLike(
                                Map.of(
                                    "Action",
                                    List.of(
                                        "kafka-cluster:DescribeTopic",
                                        "kafka-cluster:WriteData"))))))));
  }
}
