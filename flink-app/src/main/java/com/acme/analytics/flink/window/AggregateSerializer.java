package com.acme.analytics.flink.window;

import com.acme.analytics.core.histogram.Histogram;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes an aggregate as its numbers. The first byte is the version of the form: whoever changes
 * the form adds a version and goes on reading the earlier ones, which stand in savepoints.
 */
final class AggregateSerializer extends TypeSerializerSingleton<Aggregate> {
  private static final long serialVersionUID = 1L;

  static final AggregateSerializer INSTANCE = new AggregateSerializer();

  private static final int VERSION = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Aggregate createInstance() {
    return new Aggregate();
  }

  @Override
  public Aggregate copy(Aggregate from) {
    Aggregate copy =
        new Aggregate(
            from.count(), from.late(), DistinctUsers.of(from.users().hashes()), new TreeMap<>());
    from.measures().forEach((name, measure) -> copy.measures().put(name, copy(measure)));
    return copy;
  }

  private static MeasureAggregate copy(MeasureAggregate from) {
    Histogram histogram = from.histogram();
    return new MeasureAggregate(
        from.count(),
        from.sum(),
        from.min(),
        from.max(),
        Histogram.of(histogram.buckets(), histogram.counts()));
  }

  @Override
  public Aggregate copy(Aggregate from, Aggregate reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Aggregate aggregate, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(aggregate.count());
    out.writeBoolean(aggregate.late());
    write(aggregate.users().array(), aggregate.users().size(), out);
    out.writeInt(aggregate.measures().size());
    for (Map.Entry<String, MeasureAggregate> entry : aggregate.measures().entrySet()) {
      out.writeUTF(entry.getKey());
      write(entry.getValue(), out);
    }
  }

  private static void write(MeasureAggregate measure, DataOutputView out) throws IOException {
    out.writeLong(measure.count());
    out.writeDouble(measure.sum());
    out.writeDouble(measure.min());
    out.writeDouble(measure.max());
    int[] buckets = measure.histogram().buckets();
    out.writeInt(buckets.length);
    for (int bucket : buckets) {
      out.writeInt(bucket);
    }
    long[] counts = measure.histogram().counts();
    write(counts, counts.length, out);
  }

  private static void write(long[] numbers, int count, DataOutputView out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(numbers[i]);
    }
  }

  @Override
  public Aggregate deserialize(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("aggregate: form " + version + " (expected: " + VERSION + ")");
    }
    long count = in.readLong();
    boolean late = in.readBoolean();
    DistinctUsers users = DistinctUsers.of(longs(in));
    Map<String, MeasureAggregate> measures = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      measures.put(in.readUTF(), measure(in));
    }
    return new Aggregate(count, late, users, measures);
  }

  private static MeasureAggregate measure(DataInputView in) throws IOException {
    long count = in.readLong();
    double sum = in.readDouble();
    double min = in.readDouble();
    double max = in.readDouble();
    int[] buckets = new int[in.readInt()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = in.readInt();
    }
    return new MeasureAggregate(count, sum, min, max, Histogram.of(buckets, longs(in)));
  }

  private static long[] longs(DataInputView in) throws IOException {
    long[] numbers = new long[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    return numbers;
  }

  @Override
  public Aggregate deserialize(Aggregate reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<Aggregate> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The form names its own version, so the serializer never changes for Flink. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Aggregate> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
