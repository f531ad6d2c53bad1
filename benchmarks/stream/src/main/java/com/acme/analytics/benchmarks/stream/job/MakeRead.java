package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.event.AnalyticsEvent;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes numbers into opened events of now: ids and users by the number, the rest goes round. */
final class MakeRead extends RichMapFunction<Long, AnalyticsEvent> {
  private static final long serialVersionUID = 1L;
  private static final int ROUND = 1 << 13;

  private final StreamEvents events;
  private transient Event[] round;
  private transient Users users;

  MakeRead(StreamEvents events) {
    this.events = events;
  }

  @Override
  public void open(OpenContext context) {
    Instant now = Instant.now();
    round = new Event[ROUND];
    for (int i = 0; i < ROUND; i++) {
      round[i] = events.event(i, now);
    }
    users = new Users(events);
  }

  @Override
  public AnalyticsEvent map(Long number) {
    Event sample = round[(int) (number & (ROUND - 1))];
    Users.User user = users.of(number);
    boolean mobile = (number & 1) == 0;
    return new AnalyticsEvent(
        user.customer(),
        user.key(),
        user.id(),
        user.hash(),
        StreamEvents.idHigh(number),
        StreamEvents.idLow(number),
        System.currentTimeMillis(),
        sample.getEvent(),
        sample.getPagePath(),
        sample.getCountry(),
        sample.getRegion(),
        sample.getCity(),
        mobile ? "mobile" : "desktop",
        mobile ? "Android" : "Windows NT",
        "Chrome",
        /* bot= */ false,
        text(sample.getReferrerDomain()),
        text(sample.getUtmSource()),
        text(sample.getUtmMedium()),
        text(sample.getUtmCampaign()),
        /* utmTerm= */ "",
        /* utmContent= */ "",
        sample.getDimensions(),
        sample.getMeasures());
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
