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
  /** Made when the tests run: making it already looks for docker. */
  private static LocalStackContainer localStack;

  static boolean dockerIsAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  static void startContainer() {
    localStack =
        new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.9.2"))
            .withServices("dynamodb", "s3", "secretsmanager");
    localStack.start();
  }

  @AfterAll
  static void stopContainer() {
    localStack.stop();
  }

  @Override
  public AwsApis apis() {
    return new AwsApis(
        service -> localStack.getEndpoint(),
        localStack.getRegion(),
        localStack.getAccessKey(),
        localStack.getSecretKey());
  }
}
