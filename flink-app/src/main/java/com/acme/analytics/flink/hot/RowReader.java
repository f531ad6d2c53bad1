package com.acme.analytics.flink.hot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Reads an encoded row from its start, value by value, in the order in which it was written. */
public final class RowReader {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] row;
  private int at;

  RowReader(byte[] row) {
    this.row = row;
  }

  /** A String. */
  public String string() {
    int length = size();
    at += length;
    return new String(row, at - length, length, StandardCharsets.UTF_8);
  }

  /** A UUID. */
  public UUID uuid() {
    long high = int64();
    return new UUID(high, int64());
  }

  /** A Bool. */
  public boolean bool() {
    return row[at++] != 0;
  }

  /** An Int32 or a UInt32. */
  public int int32() {
    at += 4;
    return (int) INT.get(row, at - 4);
  }

  /** An Int64 or a UInt64, and a DateTime64 in units of its precision. */
  public long int64() {
    at += 8;
    return (long) LONG.get(row, at - 8);
  }

  /** How many elements of an Array, or entries of a Map, follow. */
  public int size() {
    int size = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = row[at++];
      size |= (next & 0x7f) << shift;
      if (next >= 0) {
        return size;
      }
    }
  }

  /** Where in the row the next value begins. */
  int position() {
    return at;
  }

  /** Everything from the next value on. */
  byte[] rest() {
    return Arrays.copyOfRange(row, at, row.length);
  }
}
