package com.acme.analytics.local.supervisor;

import java.time.Duration;

/** What happens to a supervised process, told as it happens, on any thread. */
public sealed interface SupervisionEvent {
  /** The engine's name. */
  String name();

  /** It is being started for the first time. */
  record Starting(String name) implements SupervisionEvent {}

  /**
   * It answers, after a first start or a restart.
   *
   * @param took since it was being started
   */
  record Ready(String name, long pid, Duration took) implements SupervisionEvent {}

  /**
   * It ended by itself, or by someone else's signal.
   *
   * @param exitCode 128 + the signal's number after a signal
   * @param restartIn when it will be started again
   */
  record Died(String name, int exitCode, Duration restartIn) implements SupervisionEvent {}

  /** A restart failed; it counts as another death. */
  record RestartFailed(String name, String reason) implements SupervisionEvent {}

  /** It died too often in a row and stays down. */
  record GivenUp(String name, int restarts) implements SupervisionEvent {}

  /**
   * It was stopped.
   *
   * @param killed whether it had to be, because it didn't stop in time
   */
  record Stopped(String name, boolean killed) implements SupervisionEvent {}
}
