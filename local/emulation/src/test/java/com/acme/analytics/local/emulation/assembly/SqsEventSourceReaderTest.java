package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.model.Queue;
import com.acme.analytics.local.emulation.model.SqsEventSourceMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqsEventSourceReaderTest {
  private static final String ARN = "arn:aws:sqs:eu-west-1:000000000000:";
  private static final String WORKER =
      "'FunctionName': {'Ref': 'Worker'}, 'EventSourceArn': {'Fn::GetAtt': ['Jobs', 'Arn']}";

  @Test
  void aQueueIsReadWithItsDeadLetterQueue() {
    List<Queue> queues = environment(WORKER).queues();

    assertThat(queues)
        .containsExactly(
            new Queue(
                "Dead",
                "acme-dev-test-Dead",
                ARN + "acme-dev-test-Dead",
                "https://sqs.eu-west-1.amazonaws.com/000000000000/acme-dev-test-Dead",
                Duration.ofSeconds(30),
                Map.of("MessageRetentionPeriod", "1209600")),
            new Queue(
                "Jobs",
                "acme-dev-jobs",
                ARN + "acme-dev-jobs",
                "https://sqs.eu-west-1.amazonaws.com/000000000000/acme-dev-jobs",
                Duration.ofSeconds(5400),
                Map.of(
                    "VisibilityTimeout",
                    "5400",
                    "RedrivePolicy",
                    "{\"deadLetterTargetArn\":\"%sacme-dev-test-Dead\",\"maxReceiveCount\":5}"
                        .formatted(ARN))));
  }

  @Test
  void aMappingIsReadWithItsQueueAndItsFunction() {
    LocalEnvironment environment =
        environment(
            WORKER
                + ", 'BatchSize': 20, 'MaximumBatchingWindowInSeconds': 1,"
                + "'FunctionResponseTypes': ['ReportBatchItemFailures'],"
                + "'ScalingConfig': {'MaximumConcurrency': 2}");

    assertThat(environment.sqsEventSources())
        .containsExactly(
            new SqsEventSourceMapping(
                "Mapping",
                "acme-dev-worker",
                environment.queues().getLast(),
                20,
                Duration.ofSeconds(1),
                true,
                2));
    assertThat(environment.kafkaEventSources()).isEmpty();
  }

  @Test
  void whatAMappingLeavesOutIsLambdasDefault() {
    LocalEnvironment environment = environment(WORKER);

    assertThat(environment.sqsEventSources())
        .containsExactly(
            new SqsEventSourceMapping(
                "Mapping",
                "acme-dev-worker",
                environment.queues().getLast(),
                10,
                Duration.ZERO,
                false,
                5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'FunctionName': 'other', 'EventSourceArn': {'Fn::GetAtt': ['Jobs', 'Arn']}",
        "'FunctionName': {'Ref': 'Worker'}, 'EventSourceArn': 'arn:aws:sqs:eu-west-1:1:other'",
        WORKER + ", 'BatchSize': 11",
        WORKER + ", 'FilterCriteria': {}",
        // Hidden for 30 s, worked on for 900 s.
        "'FunctionName': {'Ref': 'Worker'}, 'EventSourceArn': {'Fn::GetAtt': ['Dead', 'Arn']}"
      })
  void aMappingThatCannotBeRunFails(String properties) {
    assertThatThrownBy(() -> environment(properties).sqsEventSources())
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("Mapping")
        .hasMessageContaining("expected");
  }

  @Test
  void aQueueThatKeepsOrderFails() {
    LocalEnvironment environment =
        TestStack.environment(
            "'Q': {'Type': 'AWS::SQS::Queue', 'Properties': {'FifoQueue': true}}", Map.of());

    assertThatThrownBy(environment::queues)
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("FifoQueue");
  }

  private static LocalEnvironment environment(String mapping) {
    return TestStack.environment(
        """
        'Worker': {'Type': 'AWS::Lambda::Function', 'Properties': {
          'FunctionName': 'acme-dev-worker', 'Handler': 'H', 'Runtime': 'java25',
          'Timeout': 900, 'Code': {'S3Key': 'code.jar'}}},
        'Dead': {'Type': 'AWS::SQS::Queue', 'Properties': {'MessageRetentionPeriod': 1209600}},
        'Jobs': {'Type': 'AWS::SQS::Queue', 'Properties': {
          'QueueName': 'acme-dev-jobs', 'VisibilityTimeout': 5400, 'RedrivePolicy': {
            'deadLetterTargetArn': {'Fn::GetAtt': ['Dead', 'Arn']}, 'maxReceiveCount': 5}}},
        'Mapping': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {%s}}
        """
            .formatted(mapping),
        Map.of());
  }
}
