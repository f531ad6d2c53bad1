package com.acme.analytics.flink;

import com.acme.analytics.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Events made to be awkward for whoever groups them by time: pauses of exactly half an hour and a
 * millisecond less, several events of a user at the same moment, times on the edges of windows and
 * of days, users known by an anonymous id or not at all, pages and measures that are not there, and
 * all of it out of order.
 */
final class TruthEvents {
  private static final long SEED = 20_260_713;
  private static final long[] PAUSES = {
    0, 1, 999, 60_000, 299_999, 1_799_999, 1_800_000, 1_800_001, 3_600_000, 7_200_000
  };

  private TruthEvents() {}

  /** The same events at each call on one day; the newest are of about now. */
  static List<Event> awkward(String customer, int count) {
    Random random = new Random(SEED);
    Instant newest = Instant.now().truncatedTo(ChronoUnit.HOURS);
    List<Event> events = new ArrayList<>();
    int users = 12;
    for (int user = 0; user < users; user++) {
      Instant time = newest;
      for (int i = user; i < count; i += users) {
        events.add(event(customer, user, i, time, random));
        time = time.minusMillis(PAUSES[random.nextInt(PAUSES.length)]);
        if (time.isBefore(newest.minus(Duration.ofDays(5)))) {
          time = newest;
        }
      }
    }
    Collections.shuffle(events, random);
    return events;
  }

  private static Event event(String customer, int user, int id, Instant time, Random random) {
    Event event = Events.event(customer, null, new UUID(random.nextLong(), id));
    event.setTimestamp(time);
    event.setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    if (user % 4 == 1) {
      event.setAnonymousId("anonymous" + user);
    } else if (user % 4 != 3) {
      event.setUserId("user" + user);
    }
    if (user % 4 != 3) {
      event.setUserHash(0x1234_5678_9ABCL * (user + 1));
    }
    event.setEvent(random.nextInt(4) == 0 ? "signup" : "page_view");
    if (random.nextInt(5) > 0) {
      event.setPagePath("/" + random.nextInt(7));
    }
    event.setCountry(random.nextBoolean() ? "DE" : null);
    event.setUtmSource(random.nextBoolean() ? "news" : null);
    if (random.nextInt(3) > 0) {
      event.setDimensions(Map.of("plan", random.nextBoolean() ? "free" : "team"));
      event.setMeasures(Map.of("bytes", (double) random.nextInt(-50, 100_000)));
    }
    return event;
  }
}
