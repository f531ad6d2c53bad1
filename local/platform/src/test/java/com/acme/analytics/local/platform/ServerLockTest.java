package com.acme.analytics.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTest {
  @TempDir private Path folder;

  @Test
  void withoutAServerNobodyHoldsTheLock() throws IOException {
    Home home = new Home(folder);
    assertThat(ServerLock.holder(home)).isEmpty();

    ServerLock.tryAcquire(home).orElseThrow().close();

    assertThat(ServerLock.holder(home)).isEmpty();
  }

  @Test
  void theLockOfAKilledServerIsFreeAgain() throws Exception {
    Home home = new Home(folder);
    Process server =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LockHolder.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(server.getInputStream().read()).isEqualTo('!');
      assertThat(ServerLock.holder(home)).map(ProcessHandle::pid).contains(server.pid());
      assertThat(ServerLock.tryAcquire(home)).isEmpty();
    } finally {
      server.destroyForcibly().waitFor();
    }

    assertThat(ServerLock.holder(home)).isEmpty();
  }

  /** A process that takes the lock, says so and waits. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
      try (ServerLock lock = ServerLock.tryAcquire(new Home(Path.of(arguments[0]))).orElseThrow()) {
        System.out.print('!');
        System.out.flush();
        System.in.transferTo(System.err);
      }
    }
  }
}
