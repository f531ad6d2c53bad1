package com.acme.analytics.local.emulation.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Kubernetes Deployment of one container; one process runs locally, however many replicas it has.
 *
 * @param name the Deployment's name
 * @param image the directory that the container's image is built from
 * @param environment the container's own environment variables
 * @param readinessPath the HTTP path of its readiness probe
 * @param terminationGrace how long it may take to end after SIGTERM
 */
public record ContainerDeployment(
    String name,
    Path image,
    Map<String, String> environment,
    String readinessPath,
    Duration terminationGrace) {}
