package com.acme.analytics.integration;

import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS APIs as this machine's engines speak them. */
@ExtendWith(PlatformExtension.class)
class LocalAwsApisTest implements AwsApisContract {
  private final int portBase;

  LocalAwsApisTest(Platform platform) {
    this.portBase = platform.acme().portBase();
  }

  @Override
  public AwsApis apis() {
    return AwsApis.ofPlatform(portBase);
  }
}
