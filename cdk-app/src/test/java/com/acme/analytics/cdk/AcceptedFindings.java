package com.acme.analytics.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;

/** What cdk-nag finds and we mean, by stack, each with its reason. */
final class AcceptedFindings {
  private static final NagPackSuppression INTERFACES_AND_TRACES =
      accept(
          "AwsSolutions-IAM5",
          "Network interfaces that don't exist yet and X-Ray segments have no ARN;"
              + " LeastPrivilegeTest holds that nothing else is granted so widely.",
          "Resource::*");

  private static final NagPackSuppression CDK_FUNCTION_POLICY =
      accept(
          "AwsSolutions-IAM4",
          "The CDK's own function for AWS API calls brings the managed policy to write its log.",
          "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");

  private static final NagPackSuppression OBJECTS_OF_THE_ARCHIVE =
      accept(
          "AwsSolutions-IAM5",
          "Any object of the one bucket: its keys begin with the customer.",
          "Resource::<RejectedFE7646AC.Arn>/*");

  private static final NagPackSuppression PAGES_OF_RESULTS =
      NagPackSuppression.builder()
          .id("AwsSolutions-IAM5")
          .reason("Any object of the one bucket: its keys begin with the customer.")
          .appliesTo(
              List.of(
                  RegexAppliesTo.builder().regex("/^Resource::.*QueryResults.*\\/\\*$/").build()))
          .build();

  private static final NagPackSuppression FILES_OF_THE_LAKE =
      NagPackSuppression.builder()
          .id("AwsSolutions-IAM5")
          .reason("The files of the one table: each has a name of its own.")
          .appliesTo(
              List.of(
                  RegexAppliesTo.builder()
                      .regex("/^Resource::.*Lake.*\\/events\\/(metadata\\/)?\\*$/")
                      .build()))
          .build();

  private static final NagPackSuppression TRANSACTIONS_OF_THE_JOB =
      NagPackSuppression.builder()
          .id("AwsSolutions-IAM5")
          .reason("Flink numbers the transactions of each subtask behind the one prefix.")
          .appliesTo(
              List.of(
                  RegexAppliesTo.builder()
                      .regex(
                          "/^Resource::arn:.*:transactional-id\\/.*\\/acme-streaming-(alerts|unique)\\*$/")
                      .build()))
          .build();

  private static final NagPackSuppression BOOKS_OF_CONNECT =
      NagPackSuppression.builder()
          .id("AwsSolutions-IAM5")
          .reason("MSK Connect names the topics and groups of its workers behind these prefixes.")
          .appliesTo(
              List.of(
                  RegexAppliesTo.builder()
                      .regex("/^Resource::arn:.*:(topic|group)\\/.*\\/__amazon_msk_connect_\\*$/")
                      .build(),
                  RegexAppliesTo.builder()
                      .regex("/^Resource::arn:.*:group\\/.*\\/connect-\\*$/")
                      .build()))
          .build();

  private static final NagPackSuppression MAINTENANCE_LOGS =
      NagPackSuppression.builder()
          .id("AwsSolutions-IAM5")
          .reason("Glue names the streams of its log groups.")
          .appliesTo(
              List.of(
                  RegexAppliesTo.builder()
                      .regex(
                          "/^Resource::arn:<AWS::Partition>:logs:.*:log-group:\\/aws-glue\\/iceberg-.*\\*$/")
                      .build()))
          .build();

  private static final Map<String, List<NagPackSuppression>> BY_STACK =
      Map.ofEntries(
          Map.entry("stream", List.of(INTERFACES_AND_TRACES, CDK_FUNCTION_POLICY)),
          Map.entry("storage", List.of(FILES_OF_THE_LAKE, MAINTENANCE_LOGS)),
          Map.entry(
              "streaming",
              List.of(
                  INTERFACES_AND_TRACES,
                  CDK_FUNCTION_POLICY,
                  flinkLogs(),
                  FILES_OF_THE_LAKE,
                  TRANSACTIONS_OF_THE_JOB,
                  unlogged("AwsSolutions-APIG1"),
                  unlogged("AwsSolutions-APIG6"),
                  accept(
                      "AwsSolutions-APIG3",
                      "IAM lets Application Auto Scaling alone call the API that scales the job."),
                  accept(
                      "AwsSolutions-COG4",
                      "Application Auto Scaling signs as an AWS service; it is no user."))),
          Map.entry(
              "hot-cluster",
              List.of(
                  accept(
                      "AwsSolutions-SMG4",
                      "ClickHouse reads its users from its own configuration when it starts, so a"
                          + " rotation has to restart the pods."),
                  accept(
                      "AwsSolutions-IAM5",
                      "Any object of the one bucket: ClickHouse names the files of a backup.",
                      "Resource::<HotBackups9417DE48.Arn>/*"))),
          Map.entry("hot-store", List.of(INTERFACES_AND_TRACES)),
          Map.entry(
              "warm-cluster",
              List.of(
                  accept(
                      "AwsSolutions-SMG4",
                      "A coordinator reads the password when it starts, so a rotation has to"
                          + " restart the pods."),
                  accept(
                      "AwsSolutions-RDS6",
                      "One program connects, with a generated password of its own."),
                  accept(
                      "AwsSolutions-RDS10",
                      "A database may be deleted where the environment keeps no data."),
                  accept("AwsSolutions-RDS11", "The network lets only pods come to the port."),
                  NagPackSuppression.builder()
                      .id("AwsSolutions-IAM5")
                      .reason("Druid names segments, logs and its consumers' groups.")
                      .appliesTo(
                          List.of(
                              RegexAppliesTo.builder()
                                  .regex("/^Resource::.*WarmSegments.*\\/(segments|logs)\\/\\*$/")
                                  .build(),
                              RegexAppliesTo.builder()
                                  .regex("/^Resource::arn:.*:group\\/.*\\/kafka-supervisor-\\*$/")
                                  .build()))
                      .build())),
          Map.entry("warm-store", List.of(INTERFACES_AND_TRACES)),
          Map.entry("identity", List.of(INTERFACES_AND_TRACES)),
          Map.entry("dead-letters", List.of(INTERFACES_AND_TRACES, OBJECTS_OF_THE_ARCHIVE)),
          Map.entry(
              "query-worker", List.of(INTERFACES_AND_TRACES, PAGES_OF_RESULTS, FILES_OF_THE_LAKE)),
          Map.entry(
              "kubernetes",
              List.of(
                  accept(
                      "AwsSolutions-IAM4",
                      "EKS, its nodes and the CDK's function for kubectl work by AWS's managed"
                          + " policies; no role of this stack runs code of ours."),
                  accept(
                      "AwsSolutions-IAM5",
                      "The CDK's function for kubectl is called in any of its versions.",
                      "Resource::<ClusterKubectlProviderHandler2E05C68A.Arn>:*"),
                  accept(
                      "AwsSolutions-L1",
                      "The runtime of the CDK's function for kubectl is its own."))),
          Map.entry(
              "api",
              List.of(
                  INTERFACES_AND_TRACES,
                  OBJECTS_OF_THE_ARCHIVE,
                  PAGES_OF_RESULTS,
                  FILES_OF_THE_LAKE,
                  accept(
                      "AwsSolutions-APIG4",
                      "The functions check the API key: an HTTP API's authorizer has fixed answers"
                          + " and can't see a key in a body."))),
          Map.entry("kinesis", List.of(BOOKS_OF_CONNECT)),
          Map.entry(
              "dashboard",
              List.of(
                  CDK_FUNCTION_POLICY,
                  accept(
                      "AwsSolutions-L1",
                      "The runtime of the CDK's deployment function is its own."),
                  deploymentFunction(),
                  accept("AwsSolutions-CFR1", "Customers are everywhere."),
                  accept(
                      "AwsSolutions-CFR2",
                      "The distribution serves static files; there is nothing behind it to"
                          + " protect."))));

  private AcceptedFindings() {}

  static void suppressIn(PlatformStage stage) {
    BY_STACK.forEach(
        (stack, findings) ->
            NagSuppressions.addStackSuppressions(
                (Stack) stage.getNode().findChild(stack), findings));
  }

  private static NagPackSuppression unlogged(String rule) {
    return accept(
        rule,
        "The one caller of the API that scales the job is Application Auto Scaling, which keeps its"
            + " activities, and the function logs each change; a REST API's own logs would need a"
            + " role for all REST APIs of the account.");
  }

  private static NagPackSuppression flinkLogs() {
    return NagPackSuppression.builder()
        .id("AwsSolutions-IAM5")
        .reason("An ARN of one log group ends so; Managed Flink looks up the stream in it.")
        .appliesTo(
            List.of(
                RegexAppliesTo.builder()
                    .regex("/^Resource::arn:<AWS::Partition>:logs:.*:log-group:.*/streaming:\\*$/")
                    .build()))
        .build();
  }

  private static NagPackSuppression deploymentFunction() {
    return NagPackSuppression.builder()
        .id("AwsSolutions-IAM5")
        .reason("The CDK's deployment function copies whole folders from and to these buckets.")
        .appliesTo(
            List.of(
                "Action::s3:Abort*",
                "Action::s3:DeleteObject*",
                "Action::s3:GetBucket*",
                "Action::s3:GetObject*",
                "Action::s3:List*",
                "Resource::<Files8E6940B8.Arn>/*",
                "Resource::*",
                RegexAppliesTo.builder()
                    .regex("/^Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-.*/")
                    .build()))
        .build();
  }

  private static NagPackSuppression accept(String rule, String reason, String... appliesTo) {
    NagPackSuppression.Builder finding = NagPackSuppression.builder().id(rule).reason(reason);
    return appliesTo.length == 0 ? finding.build() : finding.appliesTo(List.of(appliesTo)).build();
  }
}
