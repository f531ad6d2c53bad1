package com.acme.analytics.functions.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

final class MessageIdsTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final CustomerId OTHER = new CustomerId("other");

  @Property
  void theSameMessageHasTheSameIdInEveryProcess(@ForAll @NotEmpty String messageId) {
    assertThat(new MessageIds(ACME).of(messageId)).isEqualTo(new MessageIds(ACME).of(messageId));
  }

  @Property
  void anIdThatIsAUuidStaysIt(@ForAll long high, @ForAll long low) {
    UUID id = new UUID(high, low);

    assertThat(new MessageIds(ACME).of(id.toString())).isEqualTo(id);
  }

  /** Ids that clients keep are part of the API. */
  @Test
  void derivedIdsNeverChange() {
    assertThat(new MessageIds(ACME).of("node-next-1700000000000-f9a1"))
        .hasToString("d5cd99fb-b6f3-510c-937e-e77091fcaf8f");
  }

  @Test
  void twoCustomersMessagesNeverMeet() {
    assertThat(new MessageIds(ACME).of("ajs-next-1"))
        .isNotEqualTo(new MessageIds(OTHER).of("ajs-next-1"))
        .extracting(UUID::version)
        .isEqualTo(5);
  }
}
