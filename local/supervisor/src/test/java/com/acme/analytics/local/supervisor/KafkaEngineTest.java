package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KafkaEngineTest {
  @Test
  void answers() throws Exception {
    try (EngineFixture<KafkaEngine> kafka = EngineFixture.kafka();
        EngineFixture<ClickHouseEngine> clickHouse = EngineFixture.clickHouse()) {
      System.out.println(kafka.status() + " " + clickHouse.status());
      assertThat(kafka.status().healthy()).isTrue();
      assertThat(clickHouse.status().healthy()).isTrue();
    }
  }
}
