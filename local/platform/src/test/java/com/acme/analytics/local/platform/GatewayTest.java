package com.acme.analytics.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.model.ContainerDeployment;
import com.acme.analytics.local.supervisor.ContainerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayTest {
  @Test
  void theImagesJarRunsWithTheDeclaredVariablesAndThoseOfTheMachine() {
    ContainerProcess process =
        new Gateway(18_112)
            .process(deployment(Duration.ofSeconds(10)), Map.of("AWS_REGION", "eu-west-1"));

    assertThat(process.jar()).isEqualTo(Path.of("image/gateway.jar"));
    assertThat(process.port()).isEqualTo(18_112);
    assertThat(process.environment())
        .isEqualTo(Map.of("ACME_ENVIRONMENT", "dev", "AWS_REGION", "eu-west-1"));
    assertThat(process.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aPodsGraceIsCutToWhatAStopOfEverythingAllows() {
    assertThat(
            new Gateway(18_112).process(deployment(Duration.ofSeconds(90)), Map.of()).stopTimeout())
        .isEqualTo(Duration.ofSeconds(25));
  }

  private static ContainerDeployment deployment(Duration grace) {
    return new ContainerDeployment(
        "gateway", Path.of("image"), Map.of("ACME_ENVIRONMENT", "dev"), "/readyz", grace);
  }
}
