package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.KinesisStreamSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kafkaconnect.CfnConnector;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A connector that copies a Kinesis stream to the topic of raw records: docs/formats/kinesis.md.
 */
public final class KinesisSource extends Construct {
  private static final String VERSION = "3.7.x";

  /** Kinesis takes records of 1 MiB; the producer's own limit is that, headers included. */
  private static final int REQUEST_BYTES = 2 * 1024 * 1024;

  private final EnvironmentSettings settings;
  private final KinesisStreamSettings source;
  private final String offsetsTopic;

  /** Declares the connector, its role and the configuration of its workers. */
  public KinesisSource(
      Construct scope,
      EnvironmentSettings settings,
      KinesisStreamSettings source,
      IStream stream,
      KafkaCluster kafka,
      VpcPlacement placement,
      ConnectPlugin plugin,
      LogGroup logs) {
    super(scope, "Source-" + source.customer());
    this.settings = settings;
    this.source = source;
    this.offsetsTopic = "connect.kinesis." + source.customer() + ".offsets";
    String name = "kinesis-" + source.customer();
    CfnConnector connector =
        CfnConnector.Builder.create(this, "Connector")
            .connectorName(settings.resourceName(name))
            .kafkaConnectVersion(VERSION)
            .connectorConfiguration(configuration(stream))
            .capacity(capacity())
            .kafkaCluster(cluster(kafka, placement))
            .kafkaClusterClientAuthentication(
                CfnConnector.KafkaClusterClientAuthenticationProperty.builder()
                    .authenticationType("IAM")
                    .build())
            .kafkaClusterEncryptionInTransit(
                CfnConnector.KafkaClusterEncryptionInTransitProperty.builder()
                    .encryptionType("TLS")
                    .build())
            .plugins(List.of(plugin.reference()))
            .workerConfiguration(
                new ConnectWorkers(this, "Workers", settings, name, offsetsTopic).reference())
            .serviceExecutionRoleArn(role(stream, kafka).getRoleArn())
            .logDelivery(logDelivery(logs))
            .build();
    // The service tries what the role lets it do when it makes the connector.
    connector.getNode().addDependency(this.getNode().findChild("Role"));
  }

  private Map<String, String> configuration(IStream stream) {
    return Map.ofEntries(
        Map.entry("connector.class", "com.acme.analytics.kinesis.KinesisSourceConnector"),
        Map.entry("tasks.max", Integer.toString(source.tasks())),
        Map.entry("customer", source.customer()),
        Map.entry("topic", settings.ingest().kinesis().raw().name()),
        Map.entry("kinesis.stream", stream.getStreamName()),
        Map.entry("kinesis.region", settings.region()),
        Map.entry("start.position", "TRIM_HORIZON"),
        Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
        Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
        Map.entry("header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter"),
        Map.entry("producer.override.compression.type", "lz4"),
        Map.entry("producer.override.max.request.size", Integer.toString(REQUEST_BYTES)));
  }

  private CfnConnector.CapacityProperty capacity() {
    return CfnConnector.CapacityProperty.builder()
        .provisionedCapacity(
            CfnConnector.ProvisionedCapacityProperty.builder()
                .mcuCount(1)
                .workerCount(source.workers())
                .build())
        .build();
  }

  private static CfnConnector.KafkaClusterProperty cluster(
      KafkaCluster kafka, VpcPlacement placement) {
    return CfnConnector.KafkaClusterProperty.builder()
        .apacheKafkaCluster(
            CfnConnector.ApacheKafkaClusterProperty.builder()
                .bootstrapServers(kafka.bootstrapServers())
                .vpc(
                    CfnConnector.VpcProperty.builder()
                        .subnets(placement.vpc().selectSubnets(placement.subnets()).getSubnetIds())
                        .securityGroups(List.of(placement.securityGroup().getSecurityGroupId()))
                        .build())
                .build())
        .build();
  }

  private Role role(IStream stream, KafkaCluster kafka) {
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                ServicePrincipal.Builder.create("kafkaconnect.amazonaws.com")
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                    .build())
            .build();
    PolicyStatement reading =
        PolicyStatement.Builder.create()
            .actions(
                List.of("kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"))
            .resources(List.of(stream.getStreamArn()))
            .build();
    String topic = settings.ingest().kinesis().raw().name();
    Stream.concat(Stream.of(reading), kafka.connecting(topic, offsetsTopic).stream())
        .forEach(role::addToPolicy);
    return role;
  }

  private static CfnConnector.LogDeliveryProperty logDelivery(LogGroup logs) {
    return CfnConnector.LogDeliveryProperty.builder()
        .workerLogDelivery(
            CfnConnector.WorkerLogDeliveryProperty.builder()
                .cloudWatchLogs(
                    CfnConnector.CloudWatchLogsLogDeliveryProperty.builder()
                        .enabled(true)
                        .logGroup(logs.getLogGroupName())
                        .build())
                .build())
        .build();
  }
}
