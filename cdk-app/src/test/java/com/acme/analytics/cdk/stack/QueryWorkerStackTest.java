package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class QueryWorkerStackTest {
  @Test
  void eachMessageIsAnInvocationAndOnlyWhatFailedComesAgain(Assembly assembly) {
    for (String environment : List.of("dev", "staging", "prod")) {
      JsonNode worker =
          assembly
              .resources(environment, "query-worker", "AWS::Lambda::Function")
              .getFirst()
              .path("Properties");

      assembly
          .template(environment, "query-worker")
          .hasResourceProperties(
              "AWS::Lambda::EventSourceMapping",
              Map.of(
                  "FunctionName",
                  Map.of("Ref", Match.stringLikeRegexp("queryworkerFunction.*")),
                  "BatchSize",
                  1,
                  "FunctionResponseTypes",
                  List.of("ReportBatchItemFailures"),
                  "ScalingConfig",
                  Map.of(
                      "MaximumConcurrency", worker.path("ReservedConcurrentExecutions").asInt())));
      assertThat(worker.path("Timeout").asInt()).isEqualTo(900);
      assertThat(worker.path("Handler").asString())
          .isEqualTo("com.acme.analytics.functions.query.QueryWorkerHandler");
    }
  }

  @Test
  void aMessageIsHiddenForSixTimeoutsAndADeadLetterInTheEnd(Assembly assembly) {
    assembly
        .template("prod", "query-worker")
        .hasResourceProperties(
            "AWS::SQS::Queue",
            Map.of(
                "QueueName",
                "acme-prod-query-jobs",
                "VisibilityTimeout",
                5_400,
                "MessageRetentionPeriod",
                86_400,
                "SqsManagedSseEnabled",
                true,
                "RedrivePolicy",
                Map.of("maxReceiveCount", 10, "deadLetterTargetArn", Match.anyValue())));
  }

  @Test
  void jobsAndResultsAreGoneAfterADay(Assembly assembly) {
    assembly
        .template("prod", "storage")
        .hasResourceProperties(
            "AWS::DynamoDB::GlobalTable",
            Map.of(
                "TableName",
                "acme-prod-query-jobs",
                "TimeToLiveSpecification",
                Map.of("AttributeName", "expires_at", "Enabled", true)));
    assembly
        .template("prod", "storage")
        .hasResourceProperties(
            "AWS::S3::Bucket",
            Map.of(
                "BucketName",
                Match.stringLikeRegexp("acme-prod-query-results-.*"),
                "LifecycleConfiguration",
                Map.of(
                    "Rules",
                    List.of(
                        Match.objectLike(Map.of("ExpirationInDays", 1, "Status", "Enabled"))))));
  }

  @Test
  void theWorkerChangesJobsWritesResultsAndAsksTiersOnly(Assembly assembly) {
    assertThat(
            assembly.resources("prod", "query-worker", "AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.findValues("Action").stream())
                .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
                .map(JsonNode::asString)
                .filter(action -> !action.startsWith("athena:") && !action.startsWith("glue:"))
                .filter(action -> !action.startsWith("xray:") && !action.startsWith("logs:")))
        .contains(
            "dynamodb:UpdateItem",
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
            "s3:PutObject",
            "secretsmanager:GetSecretValue")
        .doesNotContain("dynamodb:PutItem", "dynamodb:DeleteItem", "sqs:SendMessage");
  }
}
