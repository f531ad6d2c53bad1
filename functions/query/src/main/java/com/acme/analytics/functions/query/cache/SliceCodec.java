package com.acme.analytics.functions.query.cache;

import com.acme.analytics.functions.query.partial.PartialRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The groups of a slice as bytes, with the key that they are of. The bytes are gzip's, whose sum
 * tells when one of them was changed.
 */
final class SliceCodec {
  private static final int MAGIC = 0x41_53_4c_43;
  private static final int VERSION = 1;

  private SliceCodec() {}

  static byte[] encode(SliceKey key, List<PartialRow> groups) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      out.writeUTF(key.customer().value());
      out.writeUTF(key.digest());
      out.writeInt(groups.size());
      for (PartialRow group : groups) {
        PartialRowCodec.write(group, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} has written.
   *
   * @throws IOException when it is cut off, changed, of another version, or of another key
   */
  static List<PartialRow> decode(SliceKey key, byte[] entry) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(unzipped(entry)))) {
      require("format", in.readInt(), MAGIC);
      require("version", in.readByte(), VERSION);
      require("customer", in.readUTF(), key.customer().value());
      require("key", in.readUTF(), key.digest());
      int size = in.readInt();
      List<PartialRow> groups = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        groups.add(PartialRowCodec.read(in));
      }
      require("end", in.read(), -1);
      return groups;
    }
  }

  /** All of it, so that nothing is read whose sum is wrong. */
  private static byte[] unzipped(byte[] entry) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(entry))) {
      return in.readAllBytes();
    }
  }

  private static void require(String what, Object found, Object expected) throws IOException {
    if (!found.equals(expected)) {
      throw new IOException("%s of an entry: %s (expected: %s)".formatted(what, found, expected));
    }
  }

  private static void require(String what, int found, int expected) throws IOException {
    require(what, (Object) found, expected);
  }
}
