package com.acme.analytics.flink.definition;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records of {@code definitions} into definitions. What they say is for the operators of
 * their kind to read. A record without a proper key is counted and logged with its place in the
 * topic: one customer's mishap must not stop every customer's stream.
 */
public final class DefinitionDeserializer implements KafkaRecordDeserializationSchema<Definition> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionDeserializer.class);

  private transient Counter unreadable;

  @Override
  public void open(InitializationContext context) {
    unreadable =
        JobMetrics.of(context.getMetricGroup()).counter("acme_stream_unreadable_definitions_total");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Definition> out) {
    Definition definition;
    try {
      definition = definition(record.key(), record.value());
    } catch (CharacterCodingException | IllegalArgumentException e) {
      unreadable.inc();
      LOG.error(
          "unreadable definition at topic {} partition {} offset {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return;
    }
    out.collect(definition);
  }

  private static Definition definition(byte[] key, byte[] value) throws CharacterCodingException {
    String text = key == null ? "" : text(key);
    String[] parts = text.split("/", -1);
    if (parts.length != 3 || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "key: \"%s\" (expected: <customer>/<kind>/<id>)".formatted(text));
    }
    return new Definition(
        new CustomerId(parts[0]).value(),
        parts[1],
        UUID.fromString(parts[2]).toString(),
        value == null ? null : text(value));
  }

  private static String text(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  @Override
  public TypeInformation<Definition> getProducedType() {
    return TypeInformation.of(Definition.class);
  }
}
