package com.acme.analytics.functions.query.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.acme.analytics.core.tenant.CustomerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsEventTest {
  /** As Lambda's documentation has it. */
  private static final String EVENT =
      """
      {"Records": [{
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
        "body": "Test message.",
        "attributes": {
          "ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183",
          "SenderId": "AIDAIENQZJOLO23YVJ4VO",
          "ApproximateFirstReceiveTimestamp": "1545082649185"},
        "messageAttributes": {"myAttribute": {
          "stringValue": "myValue", "stringListValues": [], "binaryListValues": [],
          "dataType": "String"}},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
        "awsRegion": "us-east-2"}]}
      """;

  @Test
  void aMessageIsReadWithWhatItIsAnsweredBy() {
    assertThat(SqsEvent.read(new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8))))
        .containsExactly(
            new JobMessage(
                "059f36b4-87a3-44ab-83d2-661975830a7d",
                "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
                "Test message."));
  }

  @Test
  void theAnswerNamesWhatIsToComeAgain() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    SqsEvent.writeFailures(List.of("a"), out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}");
  }

  @Test
  void aJobsMessageIsReadAsItWasWritten() {
    JobReference reference = new JobReference(new CustomerId("acme"), UUID.randomUUID());

    assertThat(JobReference.parse(reference.toJson())).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job",
        "{}",
        "{\"customer_id\": \"acme\"}",
        "{\"customer_id\": \"acme\", \"job_id\": \"1\"}"
      })
  void anotherMessageIsRefused(String body) {
    assertThatIllegalArgumentException().isThrownBy(() -> JobReference.parse(body));
  }
}
