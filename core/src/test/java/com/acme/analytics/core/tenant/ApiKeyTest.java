package com.acme.analytics.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class ApiKeyTest {
  @Test
  void aNewKeyNamesItsEnvironmentAndIsNew() {
    SecureRandom random = new SecureRandom();
    ApiKey key = ApiKey.generate("dev", random);

    assertThat(key.reveal()).matches("acme_dev_[A-Za-z0-9_-]{32}");
    assertThat(ApiKey.generate("dev", random)).isNotEqualTo(key);
  }

  @Test
  void itsHashIsSha256InHexadecimal() {
    assertThat(ApiKey.of("abc").hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void itNeverShowsItsSecret() {
    assertThat(ApiKey.of("secret")).hasToString("ApiKey[redacted]");
    assertThat(ApiKey.of("secret")).isEqualTo(ApiKey.of("secret")).isNotEqualTo(ApiKey.of("x"));
    assertThat(ApiKey.of("secret")).hasSameHashCodeAs(ApiKey.of("secret"));
  }
}
