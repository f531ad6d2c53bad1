package com.acme.analytics.flink.lake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Files that become visible at once. The checkpoint that has one has all there is to know of it:
 * its files and their manifests are stored.
 *
 * @param id of this commit, found again in the table once it is done
 * @param createdMillis when it was planned, milliseconds since 1970
 * @param manifests the lists of files, each as {@link org.apache.iceberg.ManifestFiles#encode}
 *     writes it
 */
record LakeCommit(String id, long createdMillis, List<byte[]> manifests) {

  /** The form in checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<LakeCommit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(LakeCommit commit) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(commit.id());
        out.writeLong(commit.createdMillis());
        out.writeInt(commit.manifests().size());
        for (byte[] manifest : commit.manifests()) {
          out.writeInt(manifest.length);
          out.write(manifest);
        }
      }
      return bytes.toByteArray();
    }

    @Override
    public LakeCommit deserialize(int version, byte[] serialized) throws IOException {
      if (version != 1) {
        throw new IOException("lake commit: version " + version + " (expected: 1)");
      }
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
        String id = in.readUTF();
        long createdMillis = in.readLong();
        List<byte[]> manifests = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          manifests.add(in.readNBytes(in.readInt()));
        }
        return new LakeCommit(id, createdMillis, manifests);
      }
    }
  }
}
