package com.acme.analytics.flink.historical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.NumberSequenceIterator;
import org.junit.jupiter.api.Test;

class LimitedSourceTest {
  private static final int RECORDS = 50;

  private final NumberSequenceSource numbers = new NumberSequenceSource(1, RECORDS);
  private final RecordedOutput<Long> output = new RecordedOutput<>();

  @Test
  void everyRecordComesInItsOrder() throws Exception {
    try (SourceReader<Long, NumberSequenceSplit> reader = reader(/* perSecond= */ 1_000)) {
      while (output.records().size() < RECORDS) {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
        reader.pollNext(output);
      }

      assertThat(output.records())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, RECORDS).boxed().toList());
    }
  }

  @Test
  void beyondTheRateNothingIsAvailableAndTheStateIsWhatIsLeft() throws Exception {
    try (SourceReader<Long, NumberSequenceSplit> reader = reader(/* perSecond= */ 1)) {
      assertThat(reader.isAvailable().isDone()).isFalse();
      assertThat(output.records()).isEmpty();
      assertThat(reader.snapshotState(1))
          .singleElement()
          .extracting(NumberSequenceSplit::from)
          .isEqualTo(1L);
    }
  }

  @Test
  void theReaderHearsOfCompleteCheckpoints() throws Exception {
    List<Long> complete = new ArrayList<>();
    var heard =
        new IteratorSourceReader<Long, NumberSequenceIterator, NumberSequenceSplit>(
            new LonelyReaderContext()) {
          @Override
          public void notifyCheckpointComplete(long checkpointId) {
            complete.add(checkpointId);
          }
        };
    try (var reader = new LimitedReader<>(heard, new EventsPerSecond(1, System::nanoTime))) {
      reader.notifyCheckpointComplete(7);
    }

    assertThat(complete).containsExactly(7L);
  }

  @Test
  void theTypeIsTheSourcesAndNoLimitIsTheSourceItself() {
    assertThat(LimitedSource.of(numbers, 0)).isSameAs(numbers);
    assertThat(LimitedSource.of(numbers, 1))
        .isInstanceOfSatisfying(
            ResultTypeQueryable.class,
            limited -> assertThat(limited.getProducedType()).isEqualTo(Types.LONG));
  }

  private SourceReader<Long, NumberSequenceSplit> reader(int perSecond) throws Exception {
    Source<Long, NumberSequenceSplit, Collection<NumberSequenceSplit>> limited =
        LimitedSource.of(numbers, perSecond);
    SourceReader<Long, NumberSequenceSplit> reader =
        limited.createReader(new LonelyReaderContext());
    reader.addSplits(List.of(new NumberSequenceSplit("all", 1, RECORDS)));
    reader.notifyNoMoreSplits();
    reader.start();
    return reader;
  }
}
