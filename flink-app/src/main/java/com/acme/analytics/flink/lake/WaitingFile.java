package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.device.Device;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Events of one customer and hour that are to be one file, in the form they have in checkpoints.
 */
final class WaitingFile {
  private final CustomerHour partition;
  private final ByteArrayOutputStream bytes;
  private final DataOutputStream out;
  private int count;

  WaitingFile(CustomerHour partition) {
    this(partition, 0, new ByteArrayOutputStream(1_024));
  }

  private WaitingFile(CustomerHour partition, int count, ByteArrayOutputStream bytes) {
    this.partition = partition;
    this.count = count;
    this.bytes = bytes;
    this.out = new DataOutputStream(bytes);
  }

  /**
   * Adds an event.
   *
   * @param avro the event as an Avro single object
   * @return by how many bytes this has grown
   */
  int add(byte[] avro, Device device) {
    int before = bytes.size();
    try {
      out.writeInt(avro.length);
      out.write(avro);
      out.writeUTF(device.type());
      out.writeUTF(device.os());
      out.writeUTF(device.browser());
      out.writeUTF(device.botReason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count++;
    return bytes.size() - before;
  }

  CustomerHour partition() {
    return partition;
  }

  /** How many events. */
  int count() {
    return count;
  }

  int bytes() {
    return bytes.size();
  }

  /** What takes the events. */
  interface Reader {
    void read(byte[] avro, Device device) throws IOException;
  }

  /** Hands over each event, in the order they came in. */
  void forEach(Reader reader) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (int row = 0; row < count; row++) {
        byte[] avro = new byte[in.readInt()];
        in.readFully(avro);
        reader.read(avro, new Device(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
      }
    }
  }

  /** As it lies in a checkpoint. */
  static final class Serializer implements SimpleVersionedSerializer<WaitingFile> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(WaitingFile file) throws IOException {
      ByteArrayOutputStream serialized = new ByteArrayOutputStream(file.bytes.size() + 256);
      DataOutputStream out = new DataOutputStream(serialized);
      out.writeUTF(file.partition.customer());
      out.writeInt(file.partition.hour());
      out.writeInt(file.count);
      file.bytes.writeTo(out);
      return serialized.toByteArray();
    }

    @Override
    public WaitingFile deserialize(int version, byte[] serialized) throws IOException {
      if (version != VERSION) {
        throw new IOException("waiting file: version " + version + " (expected: " + VERSION + ")");
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
      CustomerHour partition = new CustomerHour(in.readUTF(), in.readInt());
      int count = in.readInt();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(in.available());
      in.transferTo(bytes);
      return new WaitingFile(partition, count, bytes);
    }
  }
}
