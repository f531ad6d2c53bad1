package com.acme.analytics.cdk.construct;

import java.util.List;
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
  /** Lets a client write records to a topic, idempotently. */
  public List<PolicyStatement> producing(String topic) {
    return List.of(
        allow(arn, "Connect", "WriteDataIdempotently"),
        allow(resource("topic", topic), "DescribeTopic", "WriteData"));
  }

  /** Lets a client read a topic as a member of a consumer group. */
  public List<PolicyStatement> consuming(String topic, String group) {
    return List.of(
        allow(arn, "Connect"),
        allow(resource("topic", topic), "DescribeTopic", "ReadData"),
        allow(resource("group", group), "DescribeGroup", "AlterGroup"));
  }

  /** Lets a client create, change and delete a topic. */
  public List<PolicyStatement> administering(String topic) {
    return List.of(
        allow(arn, "Connect"),
        allow(
            resource("topic", topic),
            "CreateTopic",
            "DescribeTopic",
            "AlterTopic",
            "DeleteTopic",
            "DescribeTopicDynamicConfiguration",
            "AlterTopicDynamicConfiguration"));
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

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions).stream().map(action -> "kafka-cluster:" + action).toList())
        .resources(List.of(resource))
        .build();
  }
}
