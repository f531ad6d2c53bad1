package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class EventTimesTest {
  private static final long RECEIVED = 1_431_857_103_000L;

  private final EventTimes times = new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5));

  @Test
  void anEventWithoutTimeHappenedWhenItWasReceived() {
    assertThat(times.eventTime(EventTimes.NOT_GIVEN, EventTimes.NOT_GIVEN, RECEIVED))
        .isEqualTo(RECEIVED);
    assertThat(times.eventTime(EventTimes.NOT_GIVEN, 17, RECEIVED)).isEqualTo(RECEIVED);
  }

  @Test
  void aTimeWithoutSentAtIsKept() {
    assertThat(times.eventTime(17, EventTimes.NOT_GIVEN, RECEIVED)).isEqualTo(17);
  }

  @Property
  void howWrongAClientsClockIsMakesNoDifference(
      @ForAll @LongRange(min = 0, max = 3_600_000) long ageWhenSent,
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long clockError) {
    long sentAt = RECEIVED + clockError;
    assertThat(times.eventTime(sentAt - ageWhenSent, sentAt, RECEIVED))
        .isEqualTo(RECEIVED - ageWhenSent);
  }

  @Test
  void bothEndsOfTheRangeAreAccepted() {
    long oldest = RECEIVED - Duration.ofDays(3650).toMillis();
    long newest = RECEIVED + Duration.ofMinutes(5).toMillis();
    assertThat(times.accepts(oldest, RECEIVED)).isTrue();
    assertThat(times.accepts(oldest - 1, RECEIVED)).isFalse();
    assertThat(times.accepts(newest, RECEIVED)).isTrue();
    assertThat(times.accepts(newest + 1, RECEIVED)).isFalse();
  }

  @Test
  void aRangeMustBePositive() {
    assertThatThrownBy(() -> new EventTimes(Duration.ZERO, Duration.ofMinutes(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxAge: PT0S (expected: > 0)");
  }
}
