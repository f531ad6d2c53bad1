package com.acme.analytics.cdk.construct;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * How others reach an MSK cluster, and what IAM lets them do there, topic by topic.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html">
 *     MSK's IAM actions and resources</a>
 * @param stack where the cluster is declared
 * @param arn {@code arn:<partition>:kafka:<region>:<account>:cluster/<name>/<uuid>}
 * @param bootstrapServers of the SASL_SSL listeners with IAM
 */
public record KafkaCluster(Stack stack, String name, String arn, String bootstrapServers) {
  /** Lets a client write records to topics, idempotently. */
  public List<PolicyStatement> producing(List<String> topics) {
    return List.of(
        allow(List.of(arn), "Connect", "WriteDataIdempotently"),
        allow(topics(topics), "DescribeTopic", "WriteData"));
  }

  /** Lets a client write to a topic in transactions whose names begin with the prefix. */
  public List<PolicyStatement> producingInTransactions(String topic, String prefix) {
    return Stream.concat(
            producing(List.of(topic)).stream(),
            Stream.of(
                allow(
                    List.of(resource("transactional-id", prefix + "*")),
                    "DescribeTransactionalId",
                    "AlterTransactionalId")))
        .toList();
  }

  /** Lets a client read a topic that keeps its place by itself, as a member of no group. */
  public List<PolicyStatement> reading(String topic) {
    return List.of(
        allow(List.of(arn), "Connect"), allow(topics(List.of(topic)), "DescribeTopic", "ReadData"));
  }

  /** Lets a client read a topic as a member of a consumer group. */
  public List<PolicyStatement> consuming(String topic, String group) {
    return List.of(
        allow(List.of(arn), "Connect"),
        allow(topics(List.of(topic)), "DescribeTopic", "ReadData"),
        allow(List.of(resource("group", group)), "DescribeGroup", "AlterGroup"));
  }

  /**
   * Lets Lambda read a topic for an event source mapping, as the function's role: find the brokers
   * and consume.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html">Lambda</a>
   */
  public List<PolicyStatement> feeding(String topic, String group) {
    PolicyStatement finding =
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "kafka:DescribeCluster",
                    "kafka:DescribeClusterV2",
                    "kafka:GetBootstrapBrokers"))
            .resources(List.of(arn))
            .build();
    return Stream.concat(Stream.of(finding), consuming(topic, group).stream()).toList();
  }

  /**
   * Lets the workers of a connector write to a topic, keep their own books in topics that they
   * make, and find each other.
   *
   * @param offsetsTopic where they keep how far the source is read
   * @see <a
   *     href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html">
   *     MSK Connect's service execution role</a>
   */
  public List<PolicyStatement> connecting(String topic, String offsetsTopic) {
    return List.of(
        allow(List.of(arn), "Connect", "DescribeCluster"),
        allow(topics(List.of(topic)), "DescribeTopic", "WriteData"),
        allow(
            topics(List.of("__amazon_msk_connect_*", offsetsTopic)),
            "CreateTopic",
            "DescribeTopic",
            "ReadData",
            "WriteData"),
        allow(
            List.of(resource("group", "__amazon_msk_connect_*"), resource("group", "connect-*")),
            "AlterGroup",
            "DescribeGroup"));
  }

  /** Lets a client create, change and delete topics. */
  public List<PolicyStatement> administering(List<String> topics) {
    return List.of(
        allow(List.of(arn), "Connect"),
        allow(
            topics(topics),
            "CreateTopic",
            "DescribeTopic",
            "AlterTopic",
            "DeleteTopic",
            "DescribeTopicDynamicConfiguration",
            "AlterTopicDynamicConfiguration"));
  }

  private List<String> topics(List<String> names) {
    return names.stream().map(topic -> resource("topic", topic)).toList();
  }

  private String resource(String type, String resourceName) {
    String uuid = Fn.select(2, Fn.split("/", arn));
    return Arn.format(
        ArnComponents.builder()
            .service("kafka")
            .resource(type)
            .resourceName(name + "/" + uuid + "/" + resourceName)
            .build(),
        stack);
  }

  private static PolicyStatement allow(List<String> resources, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions).stream().map(action -> "kafka-cluster:" + action).toList())
        .resources(resources)
        .build();
  }
}
