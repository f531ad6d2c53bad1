package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

final class KafkaSettingsTest {
  @Test
  void producersAreIdempotentAndWaitForAllReplicas() {
    Map<String, Object> properties =
        new KafkaSettings("broker:9092", SecurityProtocol.PLAINTEXT).properties();

    assertThat(properties)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("security.protocol", "PLAINTEXT")
        .doesNotContainKey("sasl.mechanism");
  }

  @Test
  void inAwsTheProcessSignsInWithItsRole() {
    assertThat(new KafkaSettings("broker:9098", SecurityProtocol.SASL_SSL).properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM");
  }

  @Test
  void withoutABrokerTheWholeBatchFailsOnce() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Producer<byte[], byte[]> producer =
            new KafkaSettings("127.0.0.1:" + silent.getLocalPort(), SecurityProtocol.PLAINTEXT)
                .newProducer()) {
      StreamRecord record = new StreamRecord(Lane.ACCEPTED, new byte[0], new byte[0]);

      assertThat(
              new KafkaEventStream(
                      producer,
                      Map.of(Lane.ACCEPTED, "a", Lane.HISTORICAL, "h", Lane.REJECTED, "r"))
                  .publish(List.of(record, record, record), new TraceParent(""))
                  .isEmpty())
          .isTrue();
    }
  }
}
