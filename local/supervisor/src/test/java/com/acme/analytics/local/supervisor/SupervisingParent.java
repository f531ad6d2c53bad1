package com.acme.analytics.local.supervisor;

import java.nio.file.Path;
import java.util.List;

/** A process that supervises one engine and prints the engine's process id. */
final class SupervisingParent {
  private SupervisingParent() {}

  /** Takes the checkout, a home and a port. */
  public static void main(String[] args) throws Exception {
    Workspace workspace = new Workspace(Path.of(args[0]), Path.of(args[1]));
    Supervisor supervisor = new Supervisor(workspace, RestartPolicy.STANDARD, event -> {});
    supervisor.start(List.of(new S3Engine(Integer.parseInt(args[2]), "access-key", "secret-key")));
    System.out.println(supervisor.processes().getFirst().pid());
    Thread.currentThread().join();
  }
}
