package com.acme.analytics.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** AWS's own validator, with its schemas of every resource type, over every template. */
@ExtendWith(Synthesis.class)
class TemplateValidationTest {
  private static final Path VALIDATE =
      Path.of(System.getProperty("acme.root"), "cdk-app", "validate");

  @Test
  void everyTemplateIsValid(Assembly assembly) throws IOException, InterruptedException {
    if (!Files.exists(VALIDATE.resolve("node_modules"))) {
      assertThat(run(List.of("npm", "ci", "--no-audit", "--no-fund"))).isEmpty();
    }

    String findings = run(List.of("node", "validate.js", assembly.directory().toString()));

    assertThat(assembly.templateFiles()).hasSize(3 * 16);
    assertThat(findings).isEmpty();
  }

  /** What a command said, if it failed. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(VALIDATE.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : command + ":\n" + output;
  }
}
