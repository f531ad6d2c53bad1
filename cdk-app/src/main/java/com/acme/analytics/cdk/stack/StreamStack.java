package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.BootstrapBrokers;
import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.construct.VpcPlacement;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import com.acme.analytics.cdk.settings.StreamSettings;
import com.acme.analytics.cdk.settings.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.constructs.Construct;

/** The Kafka cluster (MSK in KRaft mode, IAM over TLS) and its topics. */
public final class StreamStack extends Stack {
  private static final String KAFKA_VERSION = "4.1.x.kraft";

  /**
   * A topic exists because it is declared here, with its partitions. How often its records are kept
   * is the cluster's own affair: three times, and acknowledged once two brokers have them.
   */
  private static final String SERVER_PROPERTIES =
      """
      auto.create.topics.enable=false
      default.replication.factor=3
      min.insync.replicas=2
      unclean.leader.election.enable=false
      """;

  private final KafkaCluster kafka;

  public StreamStack(
      Construct scope, EnvironmentSettings settings, NetworkStack network, Path provisioning) {
    super(scope, "stream");
    CfnCluster cluster = cluster(settings, network);
    kafka =
        new KafkaCluster(
            this,
            settings.resourceName("events"),
            cluster.getAttrArn(),
            BootstrapBrokers.of(this, cluster.getAttrArn()));
    JavaFunction topics = topicFunction(settings, network, provisioning);
    topic(settings, topics, "EventsAccepted", settings.stream().eventsAccepted());
    topic(settings, topics, "EventsHistorical", settings.stream().eventsHistorical());
    topic(settings, topics, "EventsRaw", settings.ingest().kinesis().raw());
    topic(settings, topics, "EventsRejected", settings.stream().eventsRejected());
    topic(settings, topics, "Definitions", settings.stream().definitions());
    topic(settings, topics, "Alerts", settings.stream().alerts());
    topic(settings, topics, "EventsUnique", settings.stream().eventsUnique());
    topic(settings, topics, "Live", settings.stream().live());
  }

  public KafkaCluster kafka() {
    return kafka;
  }

  private CfnCluster cluster(EnvironmentSettings settings, NetworkStack network) {
    CfnConfiguration configuration =
        CfnConfiguration.Builder.create(this, "Configuration")
            .name(settings.resourceName("events"))
            .kafkaVersionsList(List.of(KAFKA_VERSION))
            .serverProperties(SERVER_PROPERTIES)
            .build();
    LogGroup logs =
        LogGroup.Builder.create(this, "BrokerLogs")
            .logGroupName("/acme/" + settings.name() + "/kafka")
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    CfnCluster cluster =
        CfnCluster.Builder.create(this, "Cluster")
            .clusterName(settings.resourceName("events"))
            .kafkaVersion(KAFKA_VERSION)
            .numberOfBrokerNodes(StreamSettings.BROKERS)
            .brokerNodeGroupInfo(brokers(settings.stream(), network.brokers()))
            .clientAuthentication(iamOnly())
            .encryptionInfo(tlsOnly())
            .configurationInfo(
                CfnCluster.ConfigurationInfoProperty.builder()
                    .arn(configuration.getAttrArn())
                    .revision(configuration.getAttrLatestRevisionRevision())
                    .build())
            .enhancedMonitoring("PER_TOPIC_PER_BROKER")
            .loggingInfo(brokerLogs(logs))
            .build();
    cluster.applyRemovalPolicy(settings.removalPolicy());
    return cluster;
  }

  private static CfnCluster.BrokerNodeGroupInfoProperty brokers(
      StreamSettings stream, VpcPlacement placement) {
    return CfnCluster.BrokerNodeGroupInfoProperty.builder()
        .instanceType(stream.brokerType())
        .clientSubnets(placement.vpc().selectSubnets(placement.subnets()).getSubnetIds())
        .securityGroups(List.of(placement.securityGroup().getSecurityGroupId()))
        .storageInfo(
            CfnCluster.StorageInfoProperty.builder()
                .ebsStorageInfo(
                    CfnCluster.EBSStorageInfoProperty.builder()
                        .volumeSize(stream.volumeGib())
                        .build())
                .build())
        .build();
  }

  private static CfnCluster.ClientAuthenticationProperty iamOnly() {
    return CfnCluster.ClientAuthenticationProperty.builder()
        .sasl(
            CfnCluster.SaslProperty.builder()
                .iam(CfnCluster.IamProperty.builder().enabled(true).build())
                .build())
        .unauthenticated(CfnCluster.UnauthenticatedProperty.builder().enabled(false).build())
        .build();
  }

  private static CfnCluster.EncryptionInfoProperty tlsOnly() {
    return CfnCluster.EncryptionInfoProperty.builder()
        .encryptionInTransit(
            CfnCluster.EncryptionInTransitProperty.builder()
                .clientBroker("TLS")
                .inCluster(true)
                .build())
        .build();
  }

  private static CfnCluster.LoggingInfoProperty brokerLogs(LogGroup logs) {
    return CfnCluster.LoggingInfoProperty.builder()
        .brokerLogs(
            CfnCluster.BrokerLogsProperty.builder()
                .cloudWatchLogs(
                    CfnCluster.CloudWatchLogsProperty.builder()
                        .enabled(true)
                        .logGroup(logs.getLogGroupName())
                        .build())
                .build())
        .build();
  }

  private JavaFunction topicFunction(
      EnvironmentSettings settings, NetworkStack network, Path provisioning) {
    return new JavaFunction(
        this,
        settings,
        network.applications(),
        new FunctionSpec(
            "provisioning-topics",
            "Custom::KafkaTopic: creates and changes Kafka topics",
            provisioning,
            "com.acme.analytics.functions.provisioning.KafkaTopicHandler",
            new FunctionSettings(512, Duration.ofMinutes(2), /* reservedConcurrency= */ 1),
            /* snapStart= */ false,
            /* layers= */ List.of(),
            Map.of(
                "ACME_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "ACME_KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL"),
            kafka.administering(
                Stream.concat(
                        settings.stream().topics().stream(),
                        Stream.of(settings.ingest().kinesis().raw()))
                    .map(TopicSettings::name)
                    .toList())));
  }

  private void topic(
      EnvironmentSettings settings, JavaFunction topics, String id, TopicSettings topic) {
    CustomResource.Builder.create(this, id)
        .resourceType("Custom::KafkaTopic")
        .serviceToken(topics.latest().getFunctionArn())
        .removalPolicy(settings.removalPolicy())
        .properties(
            Map.of(
                "TopicName", topic.name(),
                "Partitions", topic.partitions(),
                "Config", topic.config()))
        .build();
  }
}
