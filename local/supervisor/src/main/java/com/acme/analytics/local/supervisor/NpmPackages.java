package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Installs what a package-lock.json pins into a cache that all checkouts of a user share, once: npm
 * verifies each package's integrity, and the lock file's digest names the installation. Several
 * processes may ask at the same time.
 *
 * @param cache the directory of the installations
 */
public record NpmPackages(Path cache) {
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");
  private static final long INSTALL_TIMEOUT_MINUTES = 15;
  private static final long LOCK_POLL_MS = 200;

  /** The cache under {@code ACME_CACHE}, else {@code XDG_CACHE_HOME/acme}, else ~/.cache/acme. */
  public static NpmPackages ofThisMachine() {
    Map<String, String> environment = System.getenv();
    Path cache =
        Optional.ofNullable(environment.get("ACME_CACHE"))
            .map(Path::of)
            .or(
                () ->
                    Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                        .map(xdg -> Path.of(xdg, "acme")))
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "acme"));
    return new NpmPackages(cache.resolve("npm"));
  }

  /**
   * The node_modules directory with what the lock file in {@code source} pins.
   *
   * @throws IOException when npm is missing or fails
   */
  public Path install(Path source) throws IOException {
    String id = source.getFileName() + "-" + digest(source.resolve("package-lock.json"));
    Path installation = cache.resolve(id);
    Path modules = installation.resolve("node_modules");
    if (Files.isDirectory(installation)) {
      return modules;
    }
    Files.createDirectories(cache);
    try (FileChannel file =
            FileChannel.open(
                cache.resolve(id + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(file)) {
      if (!Files.isDirectory(installation)) {
        Path partial = Files.createTempDirectory(cache, id + ".");
        try {
          runNpm(source, partial);
          Files.move(partial, installation, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          if (Files.exists(partial)) {
            new DirectoryTree(partial).delete();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(id + ": interrupted while npm installed it", e);
    }
    return modules;
  }

  /** Waits for other processes, and, unlike {@link FileChannel#lock}, for other threads of this. */
  private static FileLock lock(FileChannel file) throws IOException, InterruptedException {
    while (true) {
      try {
        FileLock lock = file.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this process has it.
      }
      TimeUnit.MILLISECONDS.sleep(LOCK_POLL_MS);
    }
  }

  private static void runNpm(Path source, Path directory) throws IOException, InterruptedException {
    for (String name : FILES) {
      Files.copy(source.resolve(name), directory.resolve(name));
    }
    Path output = directory.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    npm.getOutputStream().close();
    try {
      if (!npm.waitFor(INSTALL_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(
            "npm ci in %s: not done in %d minutes".formatted(directory, INSTALL_TIMEOUT_MINUTES));
      }
    } finally {
      npm.destroyForcibly();
    }
    if (npm.exitValue() != 0) {
      throw new IOException(
          "npm ci in %s: exit code %d (expected: 0)%n%s"
              .formatted(directory, npm.exitValue(), Files.readString(output)));
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file))).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
