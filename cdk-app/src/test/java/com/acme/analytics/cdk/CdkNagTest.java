package com.acme.analytics.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesis.class)
class CdkNagTest {
  @Test
  void noEnvironmentHasAFindingThatIsNotAccepted(Assembly assembly) {
    assertThat(assembly.annotations("aws:cdk:error")).isEmpty();
  }

  @Test
  void noEnvironmentHasAWarning(Assembly assembly) {
    assertThat(assembly.annotations("aws:cdk:warning")).isEmpty();
  }
}
