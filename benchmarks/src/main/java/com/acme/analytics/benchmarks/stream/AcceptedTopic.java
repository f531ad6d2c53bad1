package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.benchmarks.stream.job.StreamEvents;
import com.acme.analytics.core.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to the topic as ingest does. No number is used twice. */
final class AcceptedTopic implements AutoCloseable {
  /** Far from those whose ids de-duplication knows already. */
  private static final long FIRST = 1L << 40;

  private final StreamEvents events;
  private final KafkaProducer<byte[], byte[]> producer;
  private long next = FIRST;

  AcceptedTopic(String bootstrapServers, StreamEvents events) {
    this.events = events;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                "linger.ms",
                "5",
                "batch.size",
                Integer.toString(512 << 10),
                "max.request.size",
                Integer.toString(4 << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * So many events of now.
   *
   * @return bytes of an event in Avro
   */
  double fill(int count) throws InterruptedException, ExecutionException {
    long bytes = 0;
    Future<RecordMetadata> last = null;
    for (int i = 0; i < count; i++) {
      byte[] avro = StreamEvents.avro(events.event(next++, Instant.now()));
      bytes += avro.length;
      last = send(avro);
    }
    producer.flush();
    if (last != null) {
      last.get();
    }
    return (double) bytes / count;
  }

  /** The next event, of the time. */
  void sendNext(Instant time) {
    var unused = send(StreamEvents.avro(events.event(next++, time)));
  }

  /** An event that is looked for at the other end. */
  void sendProbe(String customer, String user, Instant time) {
    Event event = events.event(next++, time);
    event.setCustomerId(customer);
    event.setUserId(user);
    var unused = send(StreamEvents.avro(event));
  }

  private Future<RecordMetadata> send(byte[] avro) {
    byte[] key = Long.toString(next & 0xFF).getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(StreamEngines.ACCEPTED, key, avro));
  }

  @Override
  public void close() {
    producer.close();
  }
}
