package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class SqsEngineTest {
  @Test
  void queuesAndAcknowledgedMessagesSurviveSigkillAndWhatWasReceivedStaysInvisible()
      throws Exception {
    try (EngineFixture<SqsEngine> sqs = EngineFixture.sqs();
        SqsClient client = sqs.engine().client()) {
      String queue =
          client
              .createQueue(
                  create ->
                      create
                          .queueName("survives")
                          .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3600")))
              .queueUrl();
      client.sendMessage(send -> send.queueUrl(queue).messageBody("received"));
      assertThat(receive(client, queue)).extracting(Message::body).containsExactly("received");
      client.sendMessage(send -> send.queueUrl(queue).messageBody("acknowledged"));

      sqs.kill();
      Restarts.awaitFirst(sqs);

      assertThat(receive(client, queue)).extracting(Message::body).containsExactly("acknowledged");
    }
  }

  private static List<Message> receive(SqsClient client, String queue) {
    return client
        .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
        .messages();
  }
}
