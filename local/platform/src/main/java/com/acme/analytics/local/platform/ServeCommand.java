package com.acme.analytics.local.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server: the process behind {@code up}, which runs until {@code down} stops it. */
@Command(name = "serve", hidden = true, description = "Runs the platform in the foreground.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final Duration DESCRIBE_EVERY = Duration.ofSeconds(1);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

  @Mixin private PartsOptions parts;

  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.fromEnvironment();
    Progress progress = Progress.of(home);
    Optional<ServerLock> lock = acquireLock(home);
    if (lock.isEmpty()) {
      progress.say(Progress.FAILED + "another server runs on " + home.path());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop-on-signal"));
    try (ServerLock held = lock.get()) {
      return serve(home, progress);
    } finally {
      stopped.countDown();
    }
  }

  private int serve(Home home, Progress progress) throws IOException, InterruptedException {
    Ports ports = Ports.fromEnvironment(System.getenv());
    try (Platform platform =
        new Platform(Checkout.root(), home, ports, parts.extras(), parts.tiers(), progress::say)) {
      platform.start();
      platform.describe().write(home);
      progress.say(Progress.READY);
      platform.startOtherTiers();
      while (!stopRequested.await(DESCRIBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        platform.describe().write(home);
      }
      return 0;
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.error("The platform can't run", e);
      progress.say(Progress.FAILED + e.getMessage());
      return 1;
    } finally {
      PlatformDescriptor.delete(home);
    }
  }

  /** A command that looks whether somebody holds the lock has it for an instant. */
  private static Optional<ServerLock> acquireLock(Home home)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
    Optional<ServerLock> lock = ServerLock.tryAcquire(home);
    while (lock.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
      lock = ServerLock.tryAcquire(home);
    }
    return lock;
  }

  /** The JVM ends when its shutdown hooks do, so this one waits for the orderly end. */
  private void stopOnSignal() {
    stopRequested.countDown();
    try {
      if (!stopped.await(40, TimeUnit.SECONDS)) {
        LOG.error("The platform did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
