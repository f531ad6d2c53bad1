package com.acme.analytics.cdk.construct;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** Asks MSK for a cluster's addresses, which CloudFormation does not tell. */
public final class BootstrapBrokers {
  private BootstrapBrokers() {}

  /** The addresses of the SASL_SSL listeners with IAM. */
  public static String of(Construct scope, String clusterArn) {
    return AwsCustomResource.Builder.create(scope, "BootstrapBrokers")
        .resourceType("Custom::KafkaBootstrapBrokers")
        .onUpdate(
            AwsSdkCall.builder()
                .service("Kafka")
                .action("getBootstrapBrokers")
                .parameters(Map.of("ClusterArn", clusterArn))
                .physicalResourceId(PhysicalResourceId.of(clusterArn))
                .outputPaths(List.of("BootstrapBrokerStringSaslIam"))
                .build())
        .policy(
            AwsCustomResourcePolicy.fromStatements(
                List.of(
                    PolicyStatement.Builder.create()
                        .actions(List.of("kafka:GetBootstrapBrokers"))
                        .resources(List.of(clusterArn))
                        .build())))
        .installLatestAwsSdk(false)
        .build()
        .getResponseField("BootstrapBrokerStringSaslIam");
  }
}
