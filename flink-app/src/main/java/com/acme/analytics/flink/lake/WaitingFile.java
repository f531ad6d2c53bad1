package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.device.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Events of one customer and hour that are to be one file, in the form they have in checkpoints.
 */
final class WaitingFile {
  private final CustomerHour partition;
  private final DataOutputSerializer events;
  private int count;

  WaitingFile(CustomerHour partition) {
    this(partition, 0, new DataOutputSerializer(1_024));
  }

  private WaitingFile(CustomerHour partition, int count, DataOutputSerializer events) {
    this.partition = partition;
    this.count = count;
    this.events = events;
  }

  /**
   * Adds an event.
   *
   * @param avro the event as an Avro single object
   * @return by how many bytes this has grown
   */
  int add(byte[] avro, Device device) {
    int before = events.length();
    try {
      events.writeInt(avro.length);
      events.write(avro);
      events.writeUTF(device.type());
      events.writeUTF(device.os());
      events.writeUTF(device.browser());
      events.writeUTF(device.botReason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count++;
    return events.length() - before;
  }

  CustomerHour partition() {
    return partition;
  }

  /** How many events. */
  int count() {
    return count;
  }

  int bytes() {
    return events.length();
  }

  /** What takes the events. */
  interface Reader {
    void read(byte[] avro, Device device) throws IOException;
  }

  /** Hands over each event, in the order they came in. */
  void forEach(Reader reader) throws IOException {
    DataInputDeserializer in =
        new DataInputDeserializer(events.getSharedBuffer(), 0, events.length());
    for (int row = 0; row < count; row++) {
      byte[] avro = new byte[in.readInt()];
      in.readFully(avro);
      reader.read(avro, new Device(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
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
      DataOutputSerializer out = new DataOutputSerializer(file.events.length() + 256);
      out.writeUTF(file.partition.customer());
      out.writeInt(file.partition.hour());
      out.writeInt(file.count);
      out.write(file.events.getSharedBuffer(), 0, file.events.length());
      return out.getCopyOfBuffer();
    }

    @Override
    public WaitingFile deserialize(int version, byte[] serialized) throws IOException {
      if (version != VERSION) {
        throw new IOException("waiting file: version " + version + " (expected: " + VERSION + ")");
      }
      DataInputDeserializer in = new DataInputDeserializer(serialized);
      CustomerHour partition = new CustomerHour(in.readUTF(), in.readInt());
      int count = in.readInt();
      int length = in.available();
      DataOutputSerializer events = new DataOutputSerializer(Math.max(length, 1_024));
      events.write(serialized, in.getPosition(), length);
      return new WaitingFile(partition, count, events);
    }
  }
}
