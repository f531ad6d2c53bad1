package com.acme.analytics.functions.ingest.lambda;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import org.junit.jupiter.api.Test;

final class MskSignInTest {
  /** The sign-in's classes come in by name only, so leaving one out would show in AWS first. */
  @Test
  void everythingTheSignInNeedsIsOnTheClassPath() {
    KafkaSettings settings = new KafkaSettings("127.0.0.1:1", SecurityProtocol.SASL_SSL);

    assertThatCode(() -> settings.newProducer().close()).doesNotThrowAnyException();
  }
}
