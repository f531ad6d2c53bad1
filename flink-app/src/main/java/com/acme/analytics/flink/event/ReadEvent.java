package com.acme.analytics.flink.event;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.WriterSchemas;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.io.IOException;
import java.util.UUID;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens an event once for all operators that look into it; they run in its thread. An event that
 * can't be read is counted and logged: its bytes stay on Kafka.
 */
public final class ReadEvent extends RichFlatMapFunction<DescribedEvent, AnalyticsEvent> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReadEvent.class);

  private transient BinaryMessageDecoder<Event> decoder;
  private transient Counter undecodable;

  @Override
  public void open(OpenContext context) {
    decoder = Event.createDecoder(WriterSchemas.store());
    undecodable =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_undecodable_events");
  }

  @Override
  public void flatMap(DescribedEvent described, Collector<AnalyticsEvent> out) {
    AcceptedEvent accepted = described.accepted();
    Event event;
    try {
      event = decoder.decode(accepted.avro());
    } catch (IOException | RuntimeException e) {
      undecodable.inc();
      LOG.error(
          "undecodable event {} of {}",
          new UUID(accepted.eventIdHigh(), accepted.eventIdLow()),
          accepted.userKey(),
          e);
      return;
    }
    out.collect(read(accepted, event, described.device()));
  }

  private static AnalyticsEvent read(AcceptedEvent accepted, Event event, Device device) {
    return new AnalyticsEvent(
        event.getCustomerId(),
        accepted.userKey(),
        event.getUserId() == null ? text(event.getAnonymousId()) : event.getUserId(),
        event.getUserHash() == null ? 0 : event.getUserHash(),
        accepted.eventIdHigh(),
        accepted.eventIdLow(),
        accepted.timestampMillis(),
        event.getEvent(),
        text(event.getPagePath()),
        text(event.getCountry()),
        text(event.getRegion()),
        text(event.getCity()),
        device.type(),
        device.os(),
        device.browser(),
        device.bot(),
        text(event.getReferrerDomain()),
        text(event.getUtmSource()),
        text(event.getUtmMedium()),
        text(event.getUtmCampaign()),
        text(event.getUtmTerm()),
        text(event.getUtmContent()),
        event.getDimensions(),
        event.getMeasures());
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
