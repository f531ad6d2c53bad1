package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class WarmStoreStackTest {
  @Test
  void druidTakesInUniqueEventsForNinetyDaysAndAgainWhenTheSpecsChange(Assembly assembly) {
    JsonNode properties =
        assembly
            .resources("prod", "warm-store", "Custom::DruidIngestion")
            .getFirst()
            .path("Properties");

    assertThat(properties.path("Topic").asString()).isEqualTo("events.unique");
    assertThat(properties.path("RetentionDays").asInt()).isEqualTo(90);
    assertThat(properties.path("Tasks").asInt()).isEqualTo(12);
    assertThat(properties.path("Replicas").asInt()).isEqualTo(2);
    assertThat(properties.path("Version").asString()).matches("[0-9a-f]{64}");
  }

  @Test
  void theFunctionKnowsWhereDruidAndItsBrokersAre(Assembly assembly) {
    assembly
        .template("prod", "warm-store")
        .hasResourceProperties(
            "AWS::Lambda::Function",
            Match.objectLike(
                Map.of(
                    "FunctionName",
                    "acme-prod-provisioning-druid",
                    "Environment",
                    Match.objectLike(
                        Map.of(
                            "Variables",
                            Match.objectLike(
                                Map.of(
                                    "ACME_DRUID_URL",
                                    "http://druid.prod.acme.internal:8888",
                                    "ACME_KAFKA_SECURITY_PROTOCOL",
                                    "SASL_SSL")))))));
  }
}
