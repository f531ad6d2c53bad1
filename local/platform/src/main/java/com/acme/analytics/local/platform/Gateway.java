package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.model.ContainerDeployment;
import com.acme.analytics.local.supervisor.ContainerProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The Deployment of the long-lived door to ingestion as one process of this machine.
 *
 * @param port that it serves on
 */
record Gateway(int port) {
  /** {@code down} has 45 s for everything; a pod also waits for its load balancer. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

  /**
   * The process.
   *
   * @param aws what points an AWS SDK at this machine
   */
  ContainerProcess process(ContainerDeployment deployment, Map<String, String> aws) {
    Map<String, String> environment = new HashMap<>(deployment.environment());
    environment.putAll(aws);
    Duration grace = deployment.terminationGrace();
    return new ContainerProcess(
        deployment.name(),
        deployment.image().resolve(deployment.name() + ".jar"),
        port,
        deployment.readinessPath(),
        environment,
        grace.compareTo(LONGEST_STOP) < 0 ? grace : LONGEST_STOP);
  }
}
