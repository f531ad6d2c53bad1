package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import org.apache.flink.api.common.functions.MapFunction;

/** Says of an event what it was sent from without looking. */
final class MakeDescribed implements MapFunction<AcceptedEvent, DescribedEvent> {
  private static final long serialVersionUID = 1L;
  private static final Device DESKTOP = new Device("desktop", "Windows NT", "Chrome", "");
  private static final Device MOBILE = new Device("mobile", "Android", "Chrome", "");

  @Override
  public DescribedEvent map(AcceptedEvent event) {
    return new DescribedEvent(event, (event.eventIdLow() & 1) == 0 ? DESKTOP : MOBILE);
  }
}
