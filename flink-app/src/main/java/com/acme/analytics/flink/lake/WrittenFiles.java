package com.acme.analytics.flink.lake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.apache.iceberg.DataFile;

/** What one subtask has stored until a checkpoint. */
record WrittenFiles(List<DataFile> files) {

  /** For the way to the one that commits; no checkpoint holds this form. */
  static final class Serializer implements SimpleVersionedSerializer<WrittenFiles> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(WrittenFiles written) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(new ArrayList<>(written.files()));
      }
      return bytes.toByteArray();
    }

    @Override
    public WrittenFiles deserialize(int version, byte[] serialized) throws IOException {
      try {
        List<DataFile> files =
            InstantiationUtil.deserializeObject(
                new ByteArrayInputStream(serialized), WrittenFiles.class.getClassLoader());
        return new WrittenFiles(files);
      } catch (ClassNotFoundException e) {
        throw new IOException("lake: files of another Iceberg", e);
      }
    }
  }
}
