package com.acme.analytics.flink.device;

import com.acme.analytics.flink.accepted.AcceptedEvent;

/** An accepted event and what it was sent from. */
public record DescribedEvent(AcceptedEvent accepted, Device device) {}
