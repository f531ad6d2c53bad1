package com.acme.analytics.functions.query.cache;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.functions.query.partial.Distribution;
import com.acme.analytics.functions.query.partial.Partial;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A group as bytes: each cell and each measure after a byte that says what it is. */
final class PartialRowCodec {
  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int TEXT = 2;

  private static final int COUNT = 0;
  private static final int USERS = 1;
  private static final int SUM = 2;
  private static final int AVERAGE = 3;
  private static final int SMALLEST = 4;
  private static final int LARGEST = 5;
  private static final int PERCENTILE = 6;

  private PartialRowCodec() {}

  static void write(PartialRow row, DataOutputStream out) throws IOException {
    out.writeByte(row.key().size());
    for (Object cell : row.key()) {
      writeCell(cell, out);
    }
    out.writeByte(row.measures().size());
    for (Partial measure : row.measures()) {
      writeMeasure(measure, out);
    }
  }

  static PartialRow read(DataInputStream in) throws IOException {
    int cells = in.readUnsignedByte();
    List<Object> key = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      key.add(readCell(in));
    }
    int count = in.readUnsignedByte();
    List<Partial> measures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      measures.add(readMeasure(in));
    }
    return new PartialRow(key, measures);
  }

  /** A text is written by its UTF-16 units: a property may hold one that is no character. */
  private static void writeCell(Object cell, DataOutputStream out) throws IOException {
    switch (cell) {
      case null -> out.writeByte(NULL);
      case Long whole -> {
        out.writeByte(LONG);
        out.writeLong(whole);
      }
      case String text -> {
        out.writeByte(TEXT);
        out.writeInt(text.length());
        out.writeChars(text);
      }
      default ->
          throw new IllegalArgumentException(
              "cell: %s (expected: a text or a long)".formatted(cell.getClass()));
    }
  }

  private static Object readCell(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case NULL -> null;
      case LONG -> in.readLong();
      case TEXT -> readText(in);
      default -> throw new IOException("cell: kind %d (expected: 0 to 2)".formatted(kind));
    };
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] units = in.readNBytes(Math.multiplyExact(length, Character.BYTES));
    if (units.length < length * Character.BYTES) {
      throw new EOFException("text: cut off (expected: %d units)".formatted(length));
    }
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) ((units[2 * i] & 0xff) << Byte.SIZE | (units[2 * i + 1] & 0xff));
    }
    return new String(text);
  }

  private static void writeMeasure(Partial measure, DataOutputStream out) throws IOException {
    switch (measure) {
      case Partial.Count(long events) -> {
        out.writeByte(COUNT);
        out.writeLong(events);
      }
      case Partial.Users(ThetaSketch(long theta, long[] hashes)) -> {
        out.writeByte(USERS);
        out.writeLong(theta);
        out.writeInt(hashes.length);
        for (long hash : hashes) {
          out.writeLong(hash);
        }
      }
      case Partial.Sum(Double sum) -> {
        out.writeByte(SUM);
        writeNumber(sum, out);
      }
      case Partial.Average(double sum, long numbers) -> {
        out.writeByte(AVERAGE);
        out.writeDouble(sum);
        out.writeLong(numbers);
      }
      case Partial.Extreme(Double extreme, boolean largest) -> {
        out.writeByte(largest ? LARGEST : SMALLEST);
        writeNumber(extreme, out);
      }
      case Partial.Percentile(Distribution(Histogram counts, double rankError), int percent) -> {
        out.writeByte(PERCENTILE);
        out.writeByte(percent);
        out.writeDouble(rankError);
        int[] buckets = counts.buckets();
        long[] sizes = counts.counts();
        out.writeInt(buckets.length);
        for (int i = 0; i < buckets.length; i++) {
          out.writeInt(buckets[i]);
          out.writeLong(sizes[i]);
        }
      }
    }
  }

  private static Partial readMeasure(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case COUNT -> new Partial.Count(in.readLong());
      case USERS -> new Partial.Users(readSketch(in));
      case SUM -> new Partial.Sum(readNumber(in));
      case AVERAGE -> new Partial.Average(in.readDouble(), in.readLong());
      case SMALLEST -> new Partial.Extreme(readNumber(in), /* largest= */ false);
      case LARGEST -> new Partial.Extreme(readNumber(in), /* largest= */ true);
      case PERCENTILE -> readPercentile(in);
      default -> throw new IOException("measure: kind %d (expected: 0 to 6)".formatted(kind));
    };
  }

  private static ThetaSketch readSketch(DataInputStream in) throws IOException {
    long theta = in.readLong();
    int size = in.readInt();
    if (size > ThetaSketch.K) {
      throw new IOException("users: %d (expected: up to %d)".formatted(size, ThetaSketch.K));
    }
    long[] hashes = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readLong();
    }
    return new ThetaSketch(theta, hashes);
  }

  private static Partial readPercentile(DataInputStream in) throws IOException {
    int percent = in.readUnsignedByte();
    double rankError = in.readDouble();
    int size = in.readInt();
    Histogram counts = new Histogram();
    for (int i = 0; i < size; i++) {
      int bucket = in.readInt();
      counts.addToBucket(bucket, in.readLong());
    }
    return new Partial.Percentile(new Distribution(counts, rankError), percent);
  }

  private static void writeNumber(Double number, DataOutputStream out) throws IOException {
    out.writeBoolean(number != null);
    if (number != null) {
      out.writeDouble(number);
    }
  }

  private static Double readNumber(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readDouble() : null;
  }
}
