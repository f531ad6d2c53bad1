package com.acme.analytics.local.emulation.lambda;

/**
 * One execution environment that is alive.
 *
 * @param function the function's name
 * @param pid of its JVM
 * @param residentBytes memory of its JVM
 * @param busy whether it serves a request, or starts
 */
public record EnvironmentStatus(String function, long pid, long residentBytes, boolean busy) {}
