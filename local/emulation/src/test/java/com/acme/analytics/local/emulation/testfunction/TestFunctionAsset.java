package com.acme.analytics.local.emulation.testfunction;

import com.acme.analytics.local.supervisor.ClassPathFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the test functions as a function's code, and finds the runtime client to run them. */
public final class TestFunctionAsset {
  private TestFunctionAsset() {}

  /** A jar of the test functions alone. */
  public static Path jar(Path directory) {
    Path jar = directory.resolve("test-function.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      addClasses(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  /** A directory with that jar and what it needs in {@code lib/}, as an unpacked zip is. */
  public static Path directory(Path directory) {
    try {
      Path lib = Files.createDirectories(directory.resolve("asset/lib"));
      Files.move(jar(directory), lib.resolve("function.jar"));
      Path crac =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
              .map(Path::of)
              .filter(entry -> entry.getFileName().toString().startsWith("crac-"))
              .findFirst()
              .orElseThrow();
      Files.copy(crac, lib.resolve("crac.jar"));
      return lib.getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class path that local/engines/lambda writes. */
  public static List<Path> runtimeClassPath() {
    Path module = Path.of(System.getProperty("acme.root"), "local/engines/lambda");
    try {
      return new ClassPathFile(module).entries();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addClasses(JarOutputStream out) throws IOException {
    String packagePath = TestFunctionAsset.class.getPackageName().replace('.', '/');
    Path root = Path.of(System.getProperty("acme.root"), "local/emulation/target/test-classes");
    try (var files = Files.list(root.resolve(packagePath))) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(packagePath + "/" + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
