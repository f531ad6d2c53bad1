package com.acme.analytics.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.AcmeCommand;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Dependencies point one way: everything to core, and no part on another's insides. */
@TestInstance(Lifecycle.PER_CLASS)
class DependencyRuleTest {
  private static final String ROOT = "com.acme.analytics.";

  /** Read once for all tests: it takes seconds. */
  private final JavaClasses classes = importEveryModule();

  @Test
  void coreDependsOnNoOtherPartAndOnNoAwsEngineOrFramework() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "functions..",
            ROOT + "flink..",
            ROOT + "local..",
            ROOT + "cdk..",
            ROOT + "clickhouse..",
            "software.amazon..",
            "com.amazonaws..",
            "org.apache.kafka..",
            "org.apache.flink..",
            "com.clickhouse..")
        .check(classes);
  }

  @Test
  void functionsFlinkAppAndLocalNeverDependOnEachOther() {
    forbid("functions", "flink", "local", "cdk");
    forbid("flink", "functions", "local", "cdk");
    forbid("local", "functions", "flink", "cdk");
  }

  @Test
  void cdkAppTakesOnlyBuiltArtifactsOfTheOthers() {
    forbid("cdk", "functions", "flink", "local");
  }

  @Test
  void queriesShareNothingWithIngestButTheArchiveOfRefusedEvents() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "functions.query..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT + "functions.ingest..")
                .and(
                    JavaClass.Predicates.resideOutsideOfPackage(
                        ROOT + "functions.ingest.rejected..")))
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void everyModuleWasLookedAt() throws IOException {
    assertThat(compiledModules())
        .hasSizeGreaterThanOrEqualTo(10)
        .anySatisfy(path -> assertThat(path.toString()).contains("flink-app"))
        .anySatisfy(path -> assertThat(path.toString()).contains("cdk-app"))
        .anySatisfy(path -> assertThat(path.toString()).contains("emulation"));
  }

  private void forbid(String part, String... others) {
    for (String other : others) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + part + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + other + "..")
          .check(classes);
    }
  }

  private static JavaClasses importEveryModule() {
    try {
      return new ClassFileImporter().importPaths(compiledModules());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> compiledModules() throws IOException {
    try (var paths = Files.walk(AcmeCommand.checkout(), 5)) {
      return paths
          .filter(path -> path.endsWith("target/classes"))
          .filter(path -> !path.toString().contains("node_modules"))
          .toList();
    }
  }
}
