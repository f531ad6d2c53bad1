package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.lambda.EnvironmentStatus;
import com.acme.analytics.local.emulation.lambda.LambdaService;
import com.acme.analytics.local.platform.PlatformDescriptor.ProcessDescriptor;
import com.acme.analytics.local.supervisor.ProcessStatus;
import com.acme.analytics.local.supervisor.ResidentMemory;
import com.acme.analytics.local.supervisor.Supervisor;
import java.util.ArrayList;
import java.util.List;

/** Every process of a running platform: the server itself, the engines, the functions. */
record Processes(Supervisor supervisor, LambdaService lambda, Ports ports) {
  private static final String FUNCTION_PREFIX = "acme-dev-";

  List<ProcessDescriptor> describe() throws InterruptedException {
    List<ProcessDescriptor> processes = new ArrayList<>();
    long pid = ProcessHandle.current().pid();
    processes.add(new ProcessDescriptor("server", pid, ports.api(), true, ResidentMemory.of(pid)));
    for (ProcessStatus engine : supervisor.processes()) {
      processes.add(
          new ProcessDescriptor(
              engine.name(),
              engine.pid(),
              engine.port() == 0 ? null : engine.port(),
              engine.healthy(),
              engine.rssBytes()));
    }
    for (EnvironmentStatus function : lambda.status()) {
      processes.add(
          new ProcessDescriptor(
              "lambda-" + shortName(function.function()),
              function.pid(),
              null,
              true,
              function.residentBytes()));
    }
    return processes;
  }

  private static String shortName(String function) {
    return function.startsWith(FUNCTION_PREFIX)
        ? function.substring(FUNCTION_PREFIX.length())
        : function;
  }
}
