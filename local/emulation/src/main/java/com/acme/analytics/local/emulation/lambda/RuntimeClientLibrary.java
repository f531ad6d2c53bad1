package com.acme.analytics.local.emulation.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The native library of the runtime client, unpacked once. Left to itself, the client unpacks it in
 * each JVM to the same file in {@code /tmp}, which crashes another JVM that has just loaded it.
 */
final class RuntimeClientLibrary {
  /** The system property that names the library to the runtime client. */
  static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeClientLibrary() {}

  /**
   * Puts the library of this machine's architecture (with glibc) into a directory.
   *
   * @throws IOException also where no jar has it
   */
  static Path unpack(List<Path> runtimeClassPath, Path directory) throws IOException {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "jni/libaws-lambda-jni.linux-" + architecture + ".so";
    for (Path entry : runtimeClassPath) {
      if (entry.toString().endsWith(".jar")) {
        try (JarFile jar = new JarFile(entry.toFile())) {
          ZipEntry library = jar.getEntry(name);
          if (library != null) {
            return copy(jar, library, Files.createDirectories(directory.toAbsolutePath()));
          }
        }
      }
    }
    throw new IOException(
        "runtime class path: %s (expected: a jar with %s)".formatted(runtimeClassPath, name));
  }

  /** By way of a new file, so that a library in use stays as it is. */
  private static Path copy(JarFile jar, ZipEntry library, Path directory) throws IOException {
    Path fresh = Files.createTempFile(directory, "libaws-lambda-jni", ".so");
    try (InputStream in = jar.getInputStream(library)) {
      Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(
        fresh, directory.resolve("libaws-lambda-jni.so"), StandardCopyOption.ATOMIC_MOVE);
  }
}
