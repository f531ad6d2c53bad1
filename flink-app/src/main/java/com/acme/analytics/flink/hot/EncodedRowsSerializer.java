package com.acme.analytics.flink.hot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Rows that wait, as they lie in a checkpoint: their columns, their lengths, their bytes. */
final class EncodedRowsSerializer implements SimpleVersionedSerializer<EncodedRows> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EncodedRows rows) throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(rows.length() + 4 * rows.count() + 1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(rows.columns().size());
      for (String column : rows.columns()) {
        out.writeUTF(column);
      }
      out.writeLong(rows.since());
      out.writeInt(rows.count());
      for (int row = 0; row < rows.count(); row++) {
        out.writeInt(rows.length(row));
      }
      rows.writeTo(out);
    }
    return bytes.toByteArray();
  }

  @Override
  public EncodedRows deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("waiting rows: version " + version + " (expected: " + VERSION + ")");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
      List<String> columns = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        columns.add(in.readUTF());
      }
      long since = in.readLong();
      int[] ends = new int[in.readInt()];
      int end = 0;
      for (int row = 0; row < ends.length; row++) {
        end += in.readInt();
        ends[row] = end;
      }
      byte[] bytes = new byte[end];
      in.readFully(bytes);
      return new EncodedRows(List.copyOf(columns), since, bytes, ends, ends.length);
    }
  }
}
