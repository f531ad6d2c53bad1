package com.acme.analytics.flink.hot;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.device.Device;

/** All that a row of the hot tier says of an event. */
record HotEvent(Event event, Device device) {
  /** For messages: which event it is. */
  String name() {
    return event.getCustomerId() + "/" + event.getEventId();
  }
}
