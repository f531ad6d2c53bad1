package com.acme.analytics.integration.platform;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Platform} to every scenario: started once, stopped after the last test. */
public final class PlatformExtension implements ParameterResolver {
  private static final int PORT_BASE = 22_100;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Platform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(PlatformExtension.class))
        .getOrComputeIfAbsent(
            Platform.class,
            type ->
                Platform.start(
                    AcmeCommand.checkout().resolve("integration-tests/target/acme"),
                    PORT_BASE,
                    "--with",
                    "kinesis"),
            Platform.class);
  }
}
