package com.acme.analytics.local.emulation.eventsources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

final class ItemFailuresTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"batchItemFailures\": null}",
        "{\"batchItemFailures\": []}",
      })
  void anAnswerThatNamesNoFailureMeansThatAllAreDone(String answer) {
    assertThat(done(answer)).containsExactly("a", "b", "c");
  }

  @Test
  void theMessagesThatAreNamedAreNotDone() {
    assertThat(done("{\"batchItemFailures\": [{\"itemIdentifier\": \"b\"}]}"))
        .containsExactly("a", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"batchItemFailures\": [{\"itemIdentifier\": \"\"}]}",
        "{\"batchItemFailures\": [{\"itemIdentifier\": null}]}",
        "{\"batchItemFailures\": [{\"item\": \"b\"}]}",
        "{\"batchItemFailures\": [{\"itemIdentifier\": \"b\"}, {\"itemIdentifier\": \"x\"}]}",
      })
  void anAnswerThatCannotBeUnderstoodMeansThatNoneIsDone(String answer) {
    assertThat(done(answer)).isEmpty();
  }

  private static List<String> done(String answer) {
    List<Message> batch =
        List.of("a", "b", "c").stream().map(id -> Message.builder().messageId(id).build()).toList();
    return ItemFailures.done(answer.getBytes(StandardCharsets.UTF_8), batch).stream()
        .map(Message::messageId)
        .toList();
  }
}
