package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A process to supervise: how it is started, what it listens on and how to see that it answers. */
public interface Engine {
  /** A short name, unique in the workspace: of its directories, its log and in messages. */
  String name();

  /** What it listens on, the port its clients use first; none when no client connects to it. */
  List<EnginePort> ports();

  /**
   * Makes ready what the process needs (directories, configuration, a cached download) and says how
   * to start it. Called before each start, restarts included.
   */
  EngineCommand prepare(Workspace workspace) throws IOException;

  /**
   * Asks the engine, in its own protocol, whether it serves; returns within seconds.
   *
   * @throws Exception when it doesn't serve yet, or no more
   */
  void check() throws Exception;

  /** How long a start may take until {@link #check} passes. */
  default Duration startTimeout() {
    return Duration.ofMinutes(2);
  }

  /** Whether SIGTERM asks the process to end, as it does a container; else its input's end does. */
  default boolean endsBySignal() {
    return false;
  }

  /** How long an orderly stop may take before the process is killed. */
  default Duration stopTimeout() {
    return Duration.ofSeconds(15);
  }
}
