package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdkFinderTest {
  @TempDir private Path directory;

  @Test
  void theEnvironmentComesFirstThenTheRunningOneThenDirectoriesByName() throws Exception {
    Path named = jdk("elsewhere/named", "17.0.9");
    Path running = jdk("elsewhere/running", "25.0.1");
    Path first = jdk("jvm/a", "17.0.2");
    Path other = jdk("jvm/b", "21");
    List<Path> directories = List.of(directory.resolve("jvm"), directory.resolve("absent"));

    JdkFinder withVariable =
        new JdkFinder(Map.of("JAVA17_HOME", named.toString()), running, directories);
    JdkFinder without = new JdkFinder(Map.of(), running, directories);

    assertThat(withVariable.find(17)).contains(new Jdk(named, 17));
    assertThat(without.find(17)).contains(new Jdk(first, 17));
    assertThat(without.find(21)).contains(new Jdk(other, 21));
    assertThat(without.find(25)).contains(new Jdk(running, 25));
    assertThat(without.find(11)).isEmpty();
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    Path runtime = jdk("jvm/a", "17.0.2");
    Files.delete(runtime.resolve("bin/javac"));

    assertThat(new JdkFinder(Map.of(), runtime, List.of(directory.resolve("jvm"))).find(17))
        .isEmpty();
  }

  @Test
  void theRunningJdkIsFoundOnThisMachine() {
    assertThat(JdkFinder.ofThisMachine().find(Runtime.version().feature())).isPresent();
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = directory.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String tool : List.of("java", "javac")) {
      assertThat(Files.createFile(home.resolve("bin").resolve(tool)).toFile().setExecutable(true))
          .isTrue();
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"%n".formatted(version));
    return home;
  }
}
