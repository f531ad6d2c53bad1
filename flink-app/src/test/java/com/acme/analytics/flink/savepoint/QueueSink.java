package com.acme.analytics.flink.savepoint;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Adds to a queue of {@link Queues}; without state.
 *
 * @param queue its name
 */
public record QueueSink<T>(String queue) implements Sink<T> {
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(queue);
  }

  private record Writer<T>(String queue) implements SinkWriter<T> {
    @Override
    public void write(T value, Context context) {
      Queues.add(queue, value);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
