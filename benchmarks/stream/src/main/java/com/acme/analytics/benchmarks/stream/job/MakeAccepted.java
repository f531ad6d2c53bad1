package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.EventProjection;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes numbers into events of now: ids and users by the number, the rest goes round. */
final class MakeAccepted extends RichMapFunction<Long, AcceptedEvent> {
  private static final long serialVersionUID = 1L;
  private static final int ROUND = 1 << 13;

  private final StreamEvents events;
  private transient AcceptedEvent[] round;
  private transient Users users;

  MakeAccepted(StreamEvents events) {
    this.events = events;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    EventProjection projection = new EventProjection();
    Instant now = Instant.now();
    round = new AcceptedEvent[ROUND];
    for (int i = 0; i < ROUND; i++) {
      round[i] = projection.project(StreamEvents.avro(events.event(i, now)));
    }
    users = new Users(events);
  }

  @Override
  public AcceptedEvent map(Long number) {
    AcceptedEvent sample = round[(int) (number & (ROUND - 1))];
    return new AcceptedEvent(
        users.of(number).key(),
        StreamEvents.idHigh(number),
        StreamEvents.idLow(number),
        System.currentTimeMillis(),
        sample.userAgent(),
        sample.avro());
  }
}
