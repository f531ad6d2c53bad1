package com.acme.analytics.functions.ingest.pipeline;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies for tests. */
final class Compression {
  private Compression() {}

  static byte[] of(ContentCoding coding, byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (coding) {
          case IDENTITY -> bytes;
          case GZIP -> new GZIPOutputStream(bytes);
          case DEFLATE -> new DeflaterOutputStream(bytes);
          case ZSTD -> new ZstdOutputStream(bytes);
        }) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
