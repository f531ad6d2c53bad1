package com.acme.analytics.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes the one running platform, since starting it takes longer than a test. */
final class RunningPlatformExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RunningPlatformExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningPlatform.class;
  }

  @Override
  public RunningPlatform resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store ofTheWholeRun = context.getRoot().getStore(NAMESPACE);
    return ofTheWholeRun.getOrComputeIfAbsent(
        RunningPlatform.class, type -> start(), RunningPlatform.class);
  }

  private static RunningPlatform start() {
    try {
      return new RunningPlatform(
          Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "platform"));
    } catch (Exception e) {
      throw new IllegalStateException("the platform does not start", e);
    }
  }
}
