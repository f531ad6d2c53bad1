package com.acme.analytics.flink.funnel;

import com.acme.analytics.flink.event.AnalyticsEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Leaves out what no funnel asks for, before it is sent from one task to another: events of nobody,
 * and of the others the properties as they were sent.
 */
public final class OfUsers implements FlatMapFunction<AnalyticsEvent, AnalyticsEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(AnalyticsEvent event, Collector<AnalyticsEvent> out) {
    if (event.user().isEmpty()) {
      return;
    }
    out.collect(
        new AnalyticsEvent(
            event.customer(),
            event.userKey(),
            event.user(),
            event.userHash(),
            event.eventIdHigh(),
            event.eventIdLow(),
            event.timestampMillis(),
            event.name(),
            event.path(),
            event.country(),
            event.region(),
            event.city(),
            event.device(),
            event.os(),
            event.browser(),
            event.bot(),
            event.referrerDomain(),
            event.utmSource(),
            event.utmMedium(),
            event.utmCampaign(),
            event.utmTerm(),
            event.utmContent(),
            event.dimensions(),
            event.measures(),
            ""));
  }
}
