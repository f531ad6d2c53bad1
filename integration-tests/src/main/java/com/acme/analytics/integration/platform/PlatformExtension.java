package com.acme.analytics.integration.platform;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the same {@link Platform} to every scenario, and another to those that ask for {@link
 * AllTiers}: each is started when it is first asked for, and stopped after the last test.
 */
public final class PlatformExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Platform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Kind kind = parameter.isAnnotated(AllTiers.class) ? Kind.ALL_TIERS : Kind.HOT;
    return context
        .getRoot()
        .getStore(Namespace.create(PlatformExtension.class))
        .getOrComputeIfAbsent(kind, Kind::start, Platform.class);
  }

  private enum Kind {
    HOT,
    ALL_TIERS;

    private Platform start() {
      Path target = AcmeCommand.checkout().resolve("integration-tests/target");
      return switch (this) {
        case HOT -> Platform.start(target.resolve("acme"), 22_100, "--with", "kinesis");
        case ALL_TIERS ->
            Platform.start(target.resolve("acme-tiers"), 22_300, "--tiers", "hot,warm,lake");
      };
    }
  }
}
