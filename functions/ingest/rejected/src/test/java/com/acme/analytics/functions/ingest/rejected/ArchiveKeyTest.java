package com.acme.analytics.functions.ingest.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveKeyTest {
  private static final ArchiveGroup GROUP =
      new ArchiveGroup("acme", Instant.parse("2026-03-09T12:59:59.999Z"), "schema_violation");

  @Test
  void saysWhichRecordsAnObjectHolds() {
    assertThat(new ArchiveKey(GROUP, 3, 1200, 1750, 42).text())
        .isEqualTo(
            "acme/2026-03-09/12/schema_violation/"
                + "00003-0000000000000001200-0000000000000001750-42.ndjson.gz");
  }

  @Property(tries = 200)
  void isReadAsItIsWritten(
      @ForAll @IntRange(max = ArchiveKey.PARTITIONS - 1) int partition,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long first,
      @ForAll @IntRange(min = 1, max = 10_000) int count) {
    ArchiveKey key = new ArchiveKey(GROUP, partition, first, first, count);

    assertThat(ArchiveKey.parse(key.text())).contains(key);
  }

  @Property(tries = 200)
  void objectsOfAPartitionSortByOffset(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long one,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long other) {
    String first = new ArchiveKey(GROUP, 1, one, one, 1).text();
    String second = new ArchiveKey(GROUP, 1, other, other, 1).text();

    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Long.compare(one, other));
    assertThat(ArchiveKey.start(GROUP, 1, one)).isLessThan(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme/2026-03-09/12/schema_violation/",
        "acme/2026-03-09/12/schema_violation/0-0-0-1.ndjson.gz",
        "acme/2026-03-09/12/../00003-0000000000000001200-0000000000000001750-42.ndjson.gz",
        "../acme/2026-03-09/12/a/00003-0000000000000001200-0000000000000001750-42.ndjson.gz",
        "Acme/2026-03-09/12/a/00003-0000000000000001200-0000000000000001750-42.ndjson.gz"
      })
  void anotherTextIsNoKey(String text) {
    assertThat(ArchiveKey.parse(text)).isEmpty();
  }

  @Test
  void hoursSortByTimeAndCodesWithinThem() {
    List<String> paths =
        List.of(
            new ArchiveGroup("acme", Instant.parse("2026-03-09T09:00:00Z"), "z").path(),
            new ArchiveGroup("acme", Instant.parse("2026-03-09T10:00:00Z"), "a").path(),
            new ArchiveGroup("acme", Instant.parse("2026-03-09T10:00:00Z"), "schema").path() + '/',
            new ArchiveGroup("acme", Instant.parse("2026-03-09T10:00:00Z"), "schema_violation")
                    .path()
                + '/',
            new ArchiveGroup("acme", Instant.parse("2026-10-01T00:00:00Z"), "a").path());

    assertThat(paths).isSorted();
  }
}
