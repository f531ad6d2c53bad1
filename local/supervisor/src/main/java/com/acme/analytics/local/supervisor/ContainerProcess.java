package com.acme.analytics.local.supervisor;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a container runs, as a process: the executable jar of its image, with no variables but its
 * own, ready when its readiness probe is answered with 200, and ended by SIGTERM.
 *
 * @param name of the container
 * @param jar the executable jar
 * @param port that it serves on
 * @param readinessPath such as {@code /readyz}
 * @param environment its variables
 * @param stopTimeout how long it may take to end after SIGTERM
 */
public record ContainerProcess(
    String name,
    Path jar,
    int port,
    String readinessPath,
    Map<String, String> environment,
    Duration stopTimeout)
    implements Engine {
  /** A laptop's worth; the container has the memory of its pod. */
  private static final List<String> FLAGS =
      List.of(
          "-Xms32m",
          "-Xmx256m",
          "-Xss512k",
          "-XX:MaxDirectMemorySize=96m",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public ContainerProcess {
    environment = Map.copyOf(environment);
  }

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public boolean endsBySignal() {
    return true;
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + ": missing (expected: the jar that the build packages)");
    }
    Path guard = workspace.module("guard").resolve("target/classes");
    return new EngineCommand(
        EngineJvm.guarded(
            Jdk.running(), FLAGS, guard + File.pathSeparator + jar.toAbsolutePath(), mainClass()),
        environment,
        false,
        Files.createDirectories(workspace.run(name)));
  }

  private String mainClass() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return Optional.ofNullable(file.getManifest())
          .map(Manifest::getMainAttributes)
          .map(attributes -> attributes.getValue(Attributes.Name.MAIN_CLASS))
          .orElseThrow(() -> new IOException(jar + ": no Main-Class (expected: one)"));
    }
  }

  @Override
  public void check() throws Exception {
    HttpRequest ready =
        HttpRequest.newBuilder(url().resolve(readinessPath)).timeout(HttpCheck.TIMEOUT).build();
    HttpCheck.requireOk(name, ready);
  }

  /** Without the variables. */
  @Override
  public String toString() {
    return "ContainerProcess[name=%s, jar=%s, port=%d]".formatted(name, jar, port);
  }
}
