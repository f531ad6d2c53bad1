package com.acme.analytics.cdk;

import com.acme.analytics.cdk.settings.Environments;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

/** Synthesizes every environment once and hands the assembly to the tests that ask for it. */
public final class Synthesis implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Synthesis.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Assembly.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Directory.class, key -> synthesize(), Directory.class)
        .assembly();
  }

  /** An app with the committed context, which writes to a directory. */
  public static App app(Path output) {
    return new App(
        AppProps.builder()
            .context(ProjectContext.read(Path.of(System.getProperty("acme.root"), "cdk-app")))
            .analyticsReporting(false)
            .outdir(output.toString())
            .build());
  }

  private static Directory synthesize() {
    try {
      Path work = Files.createTempDirectory("acme-cdk");
      App app = app(work.resolve("cdk.out"));
      List<PlatformStage> stages =
          AnalyticsApp.declare(
              app, Environments.all(), PlaceholderArtifacts.in(work.resolve("checkout")));
      for (PlatformStage stage : stages) {
        AcceptedFindings.suppressIn(stage);
        // Applied to the App it would find nothing.
        Aspects.of(stage).add(AwsSolutionsChecks.Builder.create().build());
      }
      return new Directory(work, new Assembly(Path.of(app.synth().getDirectory())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Goes with the test run. */
  record Directory(Path work, Assembly assembly) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
