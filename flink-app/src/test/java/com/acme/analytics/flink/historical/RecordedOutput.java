package com.acme.analytics.flink.historical;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps what a reader gives. */
final class RecordedOutput<T> implements ReaderOutput<T> {
  private final List<T> records = new ArrayList<>();

  List<T> records() {
    return records;
  }

  @Override
  public void collect(T record) {
    records.add(record);
  }

  @Override
  public void collect(T record, long timestamp) {
    records.add(record);
  }

  @Override
  public void emitWatermark(Watermark watermark) {}

  @Override
  public void markIdle() {}

  @Override
  public void markActive() {}

  @Override
  public SourceOutput<T> createOutputForSplit(String split) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String split) {}
}
