package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.IpPolicy;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.datasketches.theta.HashIterator;
import org.apache.datasketches.theta.UpdatableThetaSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserHashTest {
  private final UserHashStep step = new UserHashStep();

  @Property
  void isWhatAThetaSketchRetainsOfTheId(@ForAll String id) {
    Assume.that(!id.isEmpty());

    assertThat(UserHash.of(id)).isEqualTo(retained(id));
  }

  @Test
  void isSoForEveryLengthOfTheLastBlock() {
    for (int length = 1; length <= 64; length++) {
      String id = "ß".repeat(length / 2) + "x".repeat(length % 2);

      assertThat(UserHash.of(id)).isEqualTo(retained(id));
    }
  }

  @Property
  void isNeverNegative(@ForAll String id) {
    assertThat(UserHash.of(id)).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"u1, -, u1", "u1, a1, u1", "-, a1, a1", "-, -, -", "'', -, -"})
  void isOfTheUserElseOfTheAnonymousUser(String userId, String anonymousId, String hashed) {
    Event event = Events.event();
    event.setUserId(userId);
    event.setAnonymousId(anonymousId);

    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));

    assertThat(event.getUserHash()).isEqualTo(hashed == null ? null : (Long) UserHash.of(hashed));
  }

  /** The one hash a sketch of one id holds. */
  private static long retained(String id) {
    UpdatableThetaSketch sketch = UpdatableThetaSketch.builder().build();
    sketch.update(id);
    HashIterator hashes = sketch.iterator();
    assertThat(hashes.next()).isTrue();
    return hashes.get();
  }
}
