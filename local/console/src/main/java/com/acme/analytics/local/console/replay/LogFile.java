package com.acme.analytics.local.console.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A log on disk, plain or gzip (known by its first two bytes, not by its name). */
record LogFile(Path path) {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER_BYTES = 64 * 1024;

  /** The log's bytes, unpacked. */
  InputStream open() throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    try {
      file.mark(2);
      int magic = (file.read() << Byte.SIZE) | file.read();
      file.reset();
      return magic == GZIP_MAGIC ? new GZIPInputStream(file, BUFFER_BYTES) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }
}
