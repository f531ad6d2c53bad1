package com.acme.analytics.integration;

import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS APIs as this machine's engines speak them. */
@ExtendWith(PlatformExtension.class)
class LocalAwsApisTest implements AwsApisContract {
  /** Offsets of the services' ports, as docs/operations/local.md lists them. */
  private static final Map<String, Integer> OFFSETS =
      Map.of("dynamodb", 6, "s3", 7, "secretsmanager", 8);

  private final int portBase;

  LocalAwsApisTest(Platform platform) {
    this.portBase = platform.acme().portBase();
  }

  @Override
  public AwsApis apis() {
    return new AwsApis(
        service -> URI.create("http://127.0.0.1:" + (portBase + OFFSETS.get(service))),
        "eu-west-1",
        "acmelocal",
        "acmelocalsecret");
  }
}
