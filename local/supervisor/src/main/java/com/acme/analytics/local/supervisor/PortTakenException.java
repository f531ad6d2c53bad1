package com.acme.analytics.local.supervisor;

import java.util.Optional;

/** A port that an engine needs is another process's. */
public final class PortTakenException extends EngineStartException {
  private static final long serialVersionUID = 1;

  PortTakenException(String engine, EnginePort port, Optional<PortHolder> holder) {
    super(
        "port %d (%s of %s): taken by %s (expected: free)"
            .formatted(
                port.number(),
                port.purpose(),
                engine,
                holder
                    .map(found -> "process %d, %s".formatted(found.pid(), found.command()))
                    .orElse("a process this user can't see")));
  }
}
