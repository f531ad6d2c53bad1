package com.acme.analytics.flink.hot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Values in ClickHouse's RowBinary format, gathered in memory: numbers little-endian, strings with
 * their length before them. A row is its columns' values and nothing else.
 *
 * <p>Not safe for use by several threads.
 *
 * @see <a href="https://clickhouse.com/docs/interfaces/formats/RowBinary">RowBinary</a>
 */
public final class RowBinary {
  private static final VarHandle SHORT = littleEndian(short[].class);
  private static final VarHandle INT = littleEndian(int[].class);
  private static final VarHandle LONG = littleEndian(long[].class);
  private static final int LONGEST_LENGTH = 5;

  private byte[] bytes;
  private int length;

  /** Empty, with room for that many bytes before it has to grow. */
  public RowBinary(int capacity) {
    this(new byte[Math.max(capacity, 16)]);
  }

  /** Empty, over an array that is nobody else's any more. */
  RowBinary(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A String, also a LowCardinality one; null becomes the empty string. */
  public void string(String value) {
    if (value == null) {
      int8((byte) 0);
      return;
    }
    int chars = value.length();
    int start = length;
    reserve(chars + LONGEST_LENGTH);
    size(chars);
    // Most text is ASCII, and goes straight to its place: its length in bytes is known.
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c > 0x7f) {
        length = start;
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        utf8(utf8, 0, utf8.length);
        return;
      }
      to[at + i] = (byte) c;
    }
    length = at + chars;
  }

  /** A String that is UTF-8 already. */
  public void utf8(byte[] value, int offset, int count) {
    size(count);
    raw(value, offset, count);
  }

  /** A UUID: its two halves, each little-endian. */
  public void uuid(UUID value) {
    uuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  /** A UUID by its first and its last 8 bytes. */
  public void uuid(long high, long low) {
    int64(high);
    int64(low);
  }

  /** A Bool. */
  public void bool(boolean value) {
    int8((byte) (value ? 1 : 0));
  }

  /** An Int8 or a UInt8. */
  public void int8(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  /** An Int16 or a UInt16. */
  public void int16(short value) {
    reserve(2);
    SHORT.set(bytes, length, value);
    length += 2;
  }

  /** An Int32 or a UInt32, and a DateTime in seconds since 1970. */
  public void int32(int value) {
    reserve(4);
    INT.set(bytes, length, value);
    length += 4;
  }

  /** An Int64 or a UInt64. */
  public void int64(long value) {
    reserve(8);
    LONG.set(bytes, length, value);
    length += 8;
  }

  /** A DateTime64, in units of its precision since 1970: milliseconds for DateTime64(3). */
  public void dateTime64(long value) {
    int64(value);
  }

  /** A Float64. */
  public void float64(double value) {
    int64(Double.doubleToRawLongBits(value));
  }

  /** An Array(String). */
  public void strings(List<String> values) {
    size(values.size());
    for (int i = 0; i < values.size(); i++) {
      string(values.get(i));
    }
  }

  /** An Array(Int64) or Array(UInt64). */
  public void int64s(long[] values) {
    int64s(values, values.length);
  }

  /** An Array(Int64) or Array(UInt64) of the first {@code count} values. */
  public void int64s(long[] values, int count) {
    size(count);
    reserve(8 * count);
    ByteBuffer.wrap(bytes, length, 8 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .put(values, 0, count);
    length += 8 * count;
  }

  /**
   * A Map(Int16, UInt64).
   *
   * @param keys each at most once
   * @param values the key's value at the same index
   */
  public void map(short[] keys, long[] values) {
    size(keys.length);
    for (int i = 0; i < keys.length; i++) {
      int16(keys[i]);
      int64(values[i]);
    }
  }

  /**
   * What stands before the elements of any Array, and before the entries of any Map: how many there
   * are. Unsigned LEB128.
   */
  public void size(int count) {
    reserve(LONGEST_LENGTH);
    int rest = count;
    while (rest > 0x7f) {
      bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Values that are in RowBinary already. */
  void raw(byte[] values, int offset, int count) {
    reserve(count);
    System.arraycopy(values, offset, bytes, length, count);
    length += count;
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }

  /** Takes back all but the first {@code shorter} bytes. */
  void truncate(int shorter) {
    length = shorter;
  }

  /** The bytes, and room behind them; not a copy. */
  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private static VarHandle littleEndian(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
  }
}
