package com.acme.analytics.flink.historical;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source each of whose subtasks takes no more than a number of records a second. Its thread never
 * waits, so checkpoints pass at once; and since less comes than what is behind it can take, they
 * don't wait behind its records either. Its state is that of the source it limits.
 *
 * @param <T> the records
 * @param <S> the source's splits
 * @param <E> the state of the source's enumerator
 */
public final class LimitedSource<T, S extends SourceSplit, E>
    implements Source<T, S, E>, ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final Source<T, S, E> source;
  private final TypeInformation<T> type;
  private final int perSecond;

  private LimitedSource(Source<T, S, E> source, TypeInformation<T> type, int perSecond) {
    this.source = source;
    this.type = type;
    this.perSecond = perSecond;
  }

  /**
   * Limits a source that knows the type of its records.
   *
   * @param perSecond records of a subtask; 0 leaves the source as it is
   */
  public static <T, S extends SourceSplit, E, K extends Source<T, S, E> & ResultTypeQueryable<T>>
      Source<T, S, E> of(K source, int perSecond) {
    return perSecond == 0
        ? source
        : new LimitedSource<>(source, source.getProducedType(), perSecond);
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    return new LimitedReader<>(
        source.createReader(context), new EventsPerSecond(perSecond, System::nanoTime));
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
      throws Exception {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
