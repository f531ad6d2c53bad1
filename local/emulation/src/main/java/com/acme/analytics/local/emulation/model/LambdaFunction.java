package com.acme.analytics.local.emulation.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Java function, as the template declares it.
 *
 * @param logicalId the resource's id in its stack
 * @param name the function's name, which its environment and its log are known by
 * @param region AWS region of the stack
 * @param handler {@code package.Class} or {@code package.Class::method}
 * @param runtime such as {@code java25}
 * @param code a jar, or a directory with classes and {@code lib/*.jar}
 * @param memoryMegabytes memory of one execution environment
 * @param timeout how long one invocation may take
 * @param reservedConcurrency how many invocations may run at once; empty is the account's limit
 * @param snapStart whether execution environments are restored from a snapshot
 * @param logFormat {@code Text} or {@code JSON}
 * @param environment the function's own environment variables
 */
public record LambdaFunction(
    String logicalId,
    String name,
    String region,
    String handler,
    String runtime,
    Path code,
    int memoryMegabytes,
    Duration timeout,
    OptionalInt reservedConcurrency,
    boolean snapStart,
    String logFormat,
    Map<String, String> environment) {

  /** The function's unqualified ARN. */
  public String arn() {
    return LocalAccount.arn("lambda", region, "function:" + name);
  }
}
