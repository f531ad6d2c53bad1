package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final RestartPolicy TWICE =
      new RestartPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2), LONG);

  @TempDir private Path home;
  private final Queue<SupervisionEvent> events = new ConcurrentLinkedQueue<>();

  @Test
  void aTakenPortIsNamedTogetherWithItsHolderAndNothingIsStarted() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Supervisor supervisor = supervisor(RestartPolicy.STANDARD)) {
      assertThatThrownBy(
              () -> supervisor.start(List.of(new ShellEngine("cat", socket.getLocalPort()))))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("port " + socket.getLocalPort())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(events).isEmpty();
    }
  }

  @Test
  void stoppingEndsAProcessThatEndsWithItsInput() throws Exception {
    long pid;
    try (Supervisor supervisor = supervisor(RestartPolicy.STANDARD)) {
      supervisor.start(List.of(new ShellEngine("cat", Loopback.freePort())));
      pid = supervisor.processes().getFirst().pid();
      assertThat(ProcessHandle.of(pid)).isPresent();
    }

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(events).contains(new SupervisionEvent.Stopped("shell", false));
  }

  @Test
  void stoppingKillsAProcessThatDoesNotEndInTime() throws Exception {
    long pid;
    try (Supervisor supervisor = supervisor(RestartPolicy.STANDARD)) {
      supervisor.start(List.of(new ShellEngine("exec sleep 600", Loopback.freePort())));
      pid = supervisor.processes().getFirst().pid();
    }

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(events).contains(new SupervisionEvent.Stopped("shell", true));
  }

  @Test
  void aProcessThatKeepsDyingIsGivenUp() throws Exception {
    try (Supervisor supervisor = supervisor(TWICE)) {
      supervisor.start(List.of(new ShellEngine("sleep 0.3; exit 7", Loopback.freePort())));

      await().atMost(LONG).until(() -> events.contains(new SupervisionEvent.GivenUp("shell", 2)));

      assertThat(events).contains(new SupervisionEvent.Died("shell", 7, Duration.ofMillis(1)));
      ProcessStatus status = supervisor.processes().getFirst();
      assertThat(status.healthy()).isFalse();
      assertThat(status.pid()).isZero();
      assertThat(status.restarts()).isEqualTo(2);
    }
  }

  @Test
  void aProcessThatEndsBeforeItIsReadyFailsTheStartWithItsLastWords() throws Exception {
    try (Supervisor supervisor = supervisor(RestartPolicy.STANDARD)) {
      assertThatThrownBy(
              () ->
                  supervisor.start(
                      List.of(
                          new ShellEngine(
                              "echo no such disk; exit 3", Loopback.freePort(), false))))
          .isInstanceOf(EngineStartException.class)
          .hasMessageContaining("exit code 3")
          .hasMessageContaining("no such disk");
      assertThat(supervisor.processes()).isEmpty();
    }
  }

  private Supervisor supervisor(RestartPolicy policy) {
    Workspace workspace = new Workspace(Path.of(System.getProperty("acme.root")), home);
    return new Supervisor(workspace, policy, events::add);
  }
}
