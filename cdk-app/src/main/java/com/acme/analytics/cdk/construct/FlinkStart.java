package com.acme.analytics.cdk.construct;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Starts a Managed Flink application once it is created, because CloudFormation leaves it ready. A
 * running one that CloudFormation changes goes on by itself, from a snapshot.
 */
final class FlinkStart {
  private FlinkStart() {}

  static AwsCustomResource of(Construct scope, String applicationName, String applicationArn) {
    return AwsCustomResource.Builder.create(scope, "Start")
        .resourceType("Custom::FlinkApplicationStart")
        .onCreate(
            AwsSdkCall.builder()
                .service("KinesisAnalyticsV2")
                .action("startApplication")
                .parameters(Map.of("ApplicationName", applicationName))
                .physicalResourceId(PhysicalResourceId.of(applicationName))
                .ignoreErrorCodesMatching("ResourceInUseException")
                .build())
        .policy(
            AwsCustomResourcePolicy.fromStatements(
                List.of(
                    PolicyStatement.Builder.create()
                        .actions(List.of("kinesisanalytics:StartApplication"))
                        .resources(List.of(applicationArn))
                        .build())))
        .installLatestAwsSdk(false)
        .build();
  }
}
