package com.acme.analytics.cdk;

import com.acme.analytics.cdk.settings.Artifacts;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.Environments;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Synthesizes the platform's cloud assembly, into the directory {@code CDK_OUTDIR} names.
 *
 * <p>The system property {@code acme.root} is the root of the checkout, where the built artifacts
 * are. The context value {@code environment} is a comma-separated list of the environments to
 * synthesize; without it all are.
 */
public final class AnalyticsApp {
  private AnalyticsApp() {}

  public static void main(String[] args) {
    String root = System.getProperty("acme.root");
    if (root == null) {
      throw new IllegalArgumentException(
          "acme.root: null (expected: -Dacme.root=<root of the checkout>)");
    }
    App app =
        new App(
            AppProps.builder()
                .context(ProjectContext.read(Path.of(root, "cdk-app")))
                .analyticsReporting(false)
                .build());
    declare(app, environments(app), new Artifacts(Path.of(root)));
    app.synth();
  }

  /** Adds a stage for each environment. */
  public static List<PlatformStage> declare(
      App app, List<EnvironmentSettings> environments, Artifacts artifacts) {
    return environments.stream()
        .map(settings -> new PlatformStage(app, settings, artifacts))
        .toList();
  }

  private static List<EnvironmentSettings> environments(App app) {
    Object names = app.getNode().tryGetContext("environment");
    return names == null ? Environments.all() : Environments.named(names.toString());
  }
}
