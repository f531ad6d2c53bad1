package com.acme.analytics.local.console.replay;

import com.acme.analytics.local.console.terminal.CommandFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Decides where unreadable lines go: the file the user named, else beside the log, else (where that
 * folder can't be written to) the working directory.
 *
 * @param log the log
 * @param named the file the user asked for
 * @param workingDirectory the folder to fall back to
 */
record UnreadableFile(Path log, Optional<Path> named, Path workingDirectory) {

  /**
   * A file open for writing.
   *
   * @param path where it is
   * @param out its content
   */
  record Opened(Path path, OutputStream out) {}

  Opened open() {
    if (named.isPresent()) {
      return open(named.get());
    }
    Path beside = log.resolveSibling(log.getFileName() + ".unreadable.jsonl");
    if (!isReadOnly(beside.toAbsolutePath().getParent())) {
      try {
        return new Opened(beside, Files.newOutputStream(beside));
      } catch (IOException e) {
        // Whatever forbids it there, the working directory may allow it.
        return open(workingDirectory.resolve(beside.getFileName()));
      }
    }
    return open(workingDirectory.resolve(beside.getFileName()));
  }

  private static Opened open(Path file) {
    try {
      return new Opened(file, Files.newOutputStream(file));
    } catch (IOException e) {
      throw new CommandFailure(
          "unreadable lines can't be kept in " + file + ": name a file with --unreadable", e);
    }
  }

  /** True also for the superuser, whom the system would let write where nobody is meant to. */
  private static boolean isReadOnly(Path folder) {
    PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (posix == null) {
      return !Files.isWritable(folder);
    }
    try {
      EnumSet<PosixFilePermission> writers =
          EnumSet.of(
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.GROUP_WRITE,
              PosixFilePermission.OTHERS_WRITE);
      writers.retainAll(posix.readAttributes().permissions());
      return writers.isEmpty() || !Files.isWritable(folder);
    } catch (IOException e) {
      return true;
    }
  }
}
