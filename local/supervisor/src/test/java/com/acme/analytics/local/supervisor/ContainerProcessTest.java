package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.supervisor.testcontainer.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerProcessTest {
  @TempDir private Path home;
  private final Queue<SupervisionEvent> events = new ConcurrentLinkedQueue<>();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = Loopback.freePort();
  }

  @Test
  void aContainerHasItsOwnVariablesOnlyIsRestartedAndEndsInOrderBySignal() throws Exception {
    try (Supervisor supervisor = supervisor()) {
      ContainerProcess container = container(Map.of(), Duration.ofSeconds(30));
      supervisor.start(List.of(container));
      assertThat(get(container, "/environment"))
          .contains("TEST_PORT=" + port)
          .doesNotContain("PATH=");

      ProcessHandle.of(supervisor.processes().getFirst().pid())
          .ifPresent(ProcessHandle::destroyForcibly);
      Restarts.awaitFirst(supervisor, container);
      assertThat(get(container, "/readyz")).isEqualTo("ready");
    }

    assertThat(events).contains(new SupervisionEvent.Stopped("gateway", false));
    assertThat(log()).containsSubsequence("drains", "ends");
  }

  @Test
  void aContainerThatDoesNotEndInTimeIsKilled() throws Exception {
    try (Supervisor supervisor = supervisor()) {
      supervisor.start(
          List.of(container(Map.of("TEST_STOP_SECONDS", "600"), Duration.ofMillis(500))));
    }

    assertThat(events).contains(new SupervisionEvent.Stopped("gateway", true));
    assertThat(log()).contains("drains").doesNotContain("ends");
  }

  @Test
  void aJarThatIsNotThereIsNamed() {
    try (Supervisor supervisor = supervisor()) {
      Path nowhere = home.resolve("nowhere.jar");
      assertThatThrownBy(
              () ->
                  supervisor.start(
                      List.of(
                          new ContainerProcess(
                              "gateway", nowhere, port, "/readyz", Map.of(), Duration.ZERO))))
          .isInstanceOf(EngineStartException.class)
          .hasMessageContaining(nowhere + ": missing");
    }
  }

  private ContainerProcess container(Map<String, String> more, Duration stopTimeout)
      throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("TEST_PORT", Integer.toString(port));
    return new ContainerProcess("gateway", jar(), port, "/readyz", environment, stopTimeout);
  }

  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TestServer.class.getName());
    Path jar = home.resolve("gateway.jar");
    String entry = TestServer.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = TestServer.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  private static String get(ContainerProcess container, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(container.url().resolve(path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private String log() throws IOException {
    return Files.readString(home.resolve("logs/gateway.log"));
  }

  private Supervisor supervisor() {
    Workspace workspace = new Workspace(Path.of(System.getProperty("acme.root")), home);
    return new Supervisor(workspace, RestartPolicy.STANDARD, events::add);
  }
}
