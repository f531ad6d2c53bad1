package com.acme.analytics.flink.hot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Values in ClickHouse's RowBinary format: numbers little-endian, strings with their length before
 * them. A row is its columns' values and nothing else.
 *
 * @see <a href="https://clickhouse.com/docs/interfaces/formats/RowBinary">RowBinary</a>
 */
final class RowBinary {
  private final OutputStream out;
  private final ByteBuffer eightBytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer fourBytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);

  RowBinary(OutputStream out) {
    this.out = out;
  }

  /** A String, also a LowCardinality one; null becomes the empty string. */
  void string(String value) throws IOException {
    if (value == null) {
      out.write(0);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    unsignedLeb128(utf8.length);
    out.write(utf8);
  }

  /** A UUID: its two halves, each little-endian. */
  void uuid(UUID value) throws IOException {
    int64(value.getMostSignificantBits());
    int64(value.getLeastSignificantBits());
  }

  /** An Array(String). */
  void strings(List<String> values) throws IOException {
    unsignedLeb128(values.size());
    for (String value : values) {
      string(value);
    }
  }

  /** A Bool. */
  void bool(boolean value) throws IOException {
    out.write(value ? 1 : 0);
  }

  /** An Int32 or a UInt32. */
  void int32(int value) throws IOException {
    out.write(fourBytes.putInt(0, value).array());
  }

  /** An Int64 or a UInt64, and a DateTime64 in units of its precision. */
  void int64(long value) throws IOException {
    out.write(eightBytes.putLong(0, value).array());
  }

  private void unsignedLeb128(int value) throws IOException {
    int rest = value;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
