package com.acme.analytics.local.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock that the one server of a home holds while it lives, with its process id inside. The
 * kernel releases it however the server ends, so it never lies as a pid file would.
 */
final class ServerLock implements AutoCloseable {
  private static final String FILE = "server.lock";

  private final FileChannel channel;

  private ServerLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty when another server has it. */
  static Optional<ServerLock> tryAcquire(Home home) throws IOException {
    FileChannel channel =
        FileChannel.open(
            home.run(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
    return Optional.of(new ServerLock(channel));
  }

  /** The server that holds the lock now, if there is one. */
  static Optional<ProcessHandle> holder(Home home) throws IOException {
    Path file = home.run(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
    }
    String pid = Files.readString(file).trim();
    return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
