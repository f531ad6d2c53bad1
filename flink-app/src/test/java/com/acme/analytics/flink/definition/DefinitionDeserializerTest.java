package com.acme.analytics.flink.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.metrics.ReportedMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionDeserializerTest {
  private static final String UNREADABLE = "acme_stream_unreadable_definitions_total";
  private static final String ID = "00000000-0000-0007-0000-000000000001";

  private final DefinitionDeserializer deserializer = new DefinitionDeserializer();
  private final ReportedMetrics metrics = new ReportedMetrics();
  private final List<Definition> read = new ArrayList<>();

  @BeforeEach
  void open() {
    deserializer.open(
        new InitializationContext() {
          @Override
          public MetricGroup getMetricGroup() {
            return metrics;
          }

          @Override
          public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
          }
        });
  }

  @Test
  void theKeySaysWhoseDefinitionOfWhatItIs() {
    read(utf8("shop/alert-rule/" + ID), utf8("{\"name\": \"Größe\"}"));
    read(utf8("shop/funnel/" + ID), null);

    assertThat(read)
        .containsExactly(
            new Definition("shop", "alert-rule", ID, "{\"name\": \"Größe\"}"),
            new Definition("shop", "funnel", ID, null));
    assertThat(metrics.count(UNREADABLE)).isZero();
  }

  @Test
  void aRecordThatIsNoDefinitionIsCountedAndLeftOut() {
    read(null, utf8("{}"));
    read(utf8("shop/" + ID), utf8("{}"));
    read(utf8("Shop/funnel/" + ID), utf8("{}"));
    read(utf8("shop//" + ID), utf8("{}"));
    read(utf8("shop/funnel/1"), utf8("{}"));
    read(utf8("shop/funnel/" + ID), new byte[] {(byte) 0xFF});

    assertThat(read).isEmpty();
    assertThat(metrics.count(UNREADABLE)).isEqualTo(6);
  }

  @Test
  void betweenOperatorsItNeedsNoKryo() {
    assertThat(deserializer.getProducedType()).isInstanceOf(PojoTypeInfo.class);
  }

  private void read(byte[] key, byte[] value) {
    deserializer.deserialize(
        new ConsumerRecord<>("definitions", 0, 7, key, value), new ListCollector<>(read));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
