package com.acme.analytics.functions.ingest.management.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.management.rejected.RejectedCursor.Kind;
import com.acme.analytics.functions.ingest.rejected.ArchiveGroup;
import com.acme.analytics.functions.ingest.rejected.ArchivePosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RejectedCursorTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final CustomerId OTHER = new CustomerId("other");
  private static final RejectedCursor CURSOR =
      new RejectedCursor(
          Kind.EVENTS,
          Letters.NOON.minusSeconds(60),
          Letters.NOON,
          new ArchivePosition(
              new ArchiveGroup(ACME.value(), Letters.NOON, "schema_violation"), 2, 17));

  @Test
  void isReadAsItIsWritten() {
    assertThat(RejectedCursor.parse(CURSOR.text(), ACME)).contains(CURSOR);
  }

  @Test
  void inAnothersHandsItIsAPlaceInTheirOwnArchive() {
    assertThat(RejectedCursor.parse(CURSOR.text(), OTHER))
        .hasValueSatisfying(
            cursor -> assertThat(cursor.position().group().owner()).isEqualTo("other"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "events",
        "events|0|1|0|a|0|0|0",
        "event|0|1|0|a|0|0",
        "EVENTS|0|1|0|a|0|0",
        "events|0|1|0|../other|0|0",
        "events|0|1|0|a/../../other|0|0",
        "events|0|1|0||0|0",
        "events|0|1|0|a|-1|0",
        "events|0|1|0|a|100000|0",
        "events|0|1|0|a|0|-2",
        "events|0|1|0|a|0|9223372036854775807",
        "events|0|1|1|a|0|0",
        "events|-1|1|0|a|0|0",
        "events|0|9223372036854775807|0|a|0|0",
        "events|0|1|9223372036854775807|a|0|0"
      })
  void aForgedOneIsNone(String plain) {
    String text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.UTF_8));

    assertThat(RejectedCursor.parse(text, ACME)).isEmpty();
  }

  @Property(tries = 500)
  void anyTextIsReadOrIsNone(@ForAll String text) {
    assertThat(RejectedCursor.parse(text, ACME)).isEmpty();
  }
}
