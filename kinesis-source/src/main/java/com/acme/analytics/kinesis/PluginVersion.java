package com.acme.analytics.kinesis;

import java.util.Optional;

/** The plug-in's version, as its jar says. */
final class PluginVersion {
  /** {@code unpackaged} outside of a jar. */
  static final String TEXT =
      Optional.ofNullable(PluginVersion.class.getPackage().getImplementationVersion())
          .orElse("unpackaged");

  private PluginVersion() {}
}
