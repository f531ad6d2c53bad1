package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds installed JDKs: {@code JAVA<feature>_HOME}, {@code JAVA_HOME}, the running one, then those
 * in the usual directories, by name. A JDK says what it is in its {@code release} file.
 */
public final class JdkFinder {
  private final Map<String, String> environment;
  private final Path running;
  private final List<Path> directories;

  /**
   * A finder of the given places.
   *
   * @param environment environment variables
   * @param running the home of the running JDK
   * @param directories directories that hold a JDK in each subdirectory
   */
  public JdkFinder(Map<String, String> environment, Path running, List<Path> directories) {
    this.environment = Map.copyOf(environment);
    this.running = running;
    this.directories = List.copyOf(directories);
  }

  /** A finder of this machine's places. */
  public static JdkFinder ofThisMachine() {
    return new JdkFinder(
        System.getenv(),
        Jdk.running().home(),
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java")));
  }

  /** The first JDK found of the feature release, such as 17. */
  public Optional<Jdk> find(int feature) {
    Stream<Path> named =
        Stream.of("JAVA" + feature + "_HOME", "JAVA_HOME")
            .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
            .filter(value -> !value.isBlank())
            .map(Path::of);
    Stream<Path> usual = directories.stream().flatMap(directory -> children(directory).stream());
    return Stream.of(named, Stream.of(running), usual)
        .flatMap(homes -> homes)
        .flatMap(home -> read(home).stream())
        .filter(jdk -> jdk.feature() == feature)
        .findFirst();
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": can't be listed", e);
    }
  }

  private static Optional<Jdk> read(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)
        || !Files.isExecutable(home.resolve("bin").resolve("java"))
        || !Files.isExecutable(home.resolve("bin").resolve("javac"))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(release + ": can't be read", e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.isEmpty()
        ? Optional.empty()
        : Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
  }
}
