package com.acme.analytics.kinesis;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What a connector asks of Connect. */
final class RecordedContext implements SourceConnectorContext {
  private final AtomicInteger reconfigurations = new AtomicInteger();
  private volatile Optional<Exception> error = Optional.empty();

  int reconfigurations() {
    return reconfigurations.get();
  }

  Optional<Exception> error() {
    return error;
  }

  @Override
  public void requestTaskReconfiguration() {
    reconfigurations.incrementAndGet();
  }

  @Override
  public void raiseError(Exception raised) {
    error = Optional.of(raised);
  }

  @Override
  public OffsetStorageReader offsetStorageReader() {
    return new StoredOffsets();
  }
}
