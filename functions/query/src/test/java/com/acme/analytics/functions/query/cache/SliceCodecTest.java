package com.acme.analytics.functions.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.Distribution;
import com.acme.analytics.functions.query.partial.Partial;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SliceCodecTest {
  private static final SliceKey KEY = new SliceKey(new CustomerId("customer"), "ab".repeat(32));
  private static final List<PartialRow> ROWS =
      List.of(new PartialRow(Arrays.asList("/", null), List.of(new Partial.Count(7))));

  @Property(tries = 200)
  void whatIsReadIsWhatWasWritten(@ForAll("groups") List<PartialRow> groups) throws IOException {
    List<PartialRow> read = SliceCodec.decode(KEY, SliceCodec.encode(KEY, groups));

    assertThat(read).hasSameSizeAs(groups);
    Iterator<PartialRow> written = groups.iterator();
    for (PartialRow row : read) {
      PartialRow expected = written.next();
      assertThat(row.key()).isEqualTo(expected.key());
      assertThat(row.measures())
          .map(SliceCodecTest::comparable)
          .isEqualTo(expected.measures().stream().map(SliceCodecTest::comparable).toList());
    }
  }

  @Property(tries = 200)
  void aChangedEntryNeverSaysAnythingElse(@ForAll @IntRange(max = 1_000) int at) {
    byte[] entry = SliceCodec.encode(KEY, ROWS);
    entry[at % entry.length] ^= 0x11;

    // Some bits of gzip mean nothing, such as those that fill up its last byte.
    assertThat(read(entry)).isIn(Optional.empty(), Optional.of(ROWS));
  }

  private static Optional<List<PartialRow>> read(byte[] entry) {
    try {
      return Optional.of(SliceCodec.decode(KEY, entry));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Property(tries = 50)
  void anEntryThatIsCutOffIsRefused(@ForAll @IntRange(max = 1_000) int length) {
    byte[] entry = SliceCodec.encode(KEY, ROWS);

    assertThatThrownBy(() -> SliceCodec.decode(KEY, Arrays.copyOf(entry, length % entry.length)))
        .isInstanceOf(IOException.class);
  }

  @Example
  void anEntryOfAnotherCustomerOrAnotherQuestionIsRefusedByName() {
    byte[] entry = SliceCodec.encode(KEY, ROWS);

    assertThatThrownBy(
            () -> SliceCodec.decode(new SliceKey(new CustomerId("other"), KEY.digest()), entry))
        .hasMessage("customer of an entry: customer (expected: other)");
    assertThatThrownBy(
            () -> SliceCodec.decode(new SliceKey(KEY.customer(), "cd".repeat(32)), entry))
        .hasMessageStartingWith("key of an entry: abab");
  }

  /** Sketches and histograms are arrays, which equals does not look into. */
  private static Object comparable(Partial measure) {
    return switch (measure) {
      case Partial.Users(ThetaSketch(long theta, long[] hashes)) ->
          theta + " " + Arrays.toString(hashes);
      case Partial.Percentile(Distribution(Histogram counts, double rankError), int percent) ->
          "%d %s %s %s"
              .formatted(
                  percent,
                  rankError,
                  Arrays.toString(counts.buckets()),
                  Arrays.toString(counts.counts()));
      default -> measure;
    };
  }

  @Provide
  Arbitrary<List<PartialRow>> groups() {
    Arbitrary<Object> cell =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(40).map(text -> text),
            Arbitraries.chars().map(unit -> unit + "\ud800"),
            Arbitraries.longs().map(whole -> whole));
    Arbitrary<List<Object>> key = cell.injectNull(0.2).list().ofMaxSize(4);
    return Combinators.combine(key, measure().list().ofMinSize(1).ofMaxSize(4))
        .as(PartialRow::new)
        .list()
        .ofMaxSize(20);
  }

  private static Arbitrary<Partial> measure() {
    Arbitrary<Double> number = Arbitraries.doubles().injectNull(0.2);
    Arbitrary<Long> count = Arbitraries.longs().greaterOrEqual(0);
    return Arbitraries.oneOf(
        count.map(Partial.Count::new),
        Arbitraries.longs()
            .greaterOrEqual(0)
            .list()
            .ofMaxSize(50)
            .map(hashes -> new TreeSet<>(hashes).stream().mapToLong(hash -> hash).toArray())
            .map(hashes -> new Partial.Users(new ThetaSketch(Long.MAX_VALUE, hashes))),
        number.map(Partial.Sum::new),
        Combinators.combine(Arbitraries.doubles(), count).as(Partial.Average::new),
        Combinators.combine(number, Arbitraries.of(true, false)).as(Partial.Extreme::new),
        Combinators.combine(
                Arbitraries.doubles().list().ofMaxSize(50),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.of(50, 75, 90, 95, 99))
            .as(
                (numbers, rankError, percent) -> {
                  Histogram counts = new Histogram();
                  numbers.forEach(counts::add);
                  return new Partial.Percentile(new Distribution(counts, rankError), percent);
                }));
  }
}
