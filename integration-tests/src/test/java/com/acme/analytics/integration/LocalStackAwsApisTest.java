package com.acme.analytics.integration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The AWS APIs as LocalStack speaks them; only where there is docker. */
@EnabledIf(value = "dockerIsAvailable", disabledReason = "there is no docker on this machine")
class LocalStackAwsApisTest implements AwsApisContract {
  private static final LocalStackContainer LOCALSTACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.9.2"))
          .withServices("dynamodb", "s3", "secretsmanager");

  static boolean dockerIsAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  static void startContainer() {
    LOCALSTACK.start();
  }

  @AfterAll
  static void stopContainer() {
    LOCALSTACK.stop();
  }

  @Override
  public AwsApis apis() {
    return new AwsApis(
        service -> LOCALSTACK.getEndpoint(),
        LOCALSTACK.getRegion(),
        LOCALSTACK.getAccessKey(),
        LOCALSTACK.getSecretKey());
  }
}
