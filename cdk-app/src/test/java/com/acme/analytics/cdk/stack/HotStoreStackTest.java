package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class HotStoreStackTest {
  @Test
  void theMigrationsAreRunOnTheClusterThatTheServersKnow(Assembly assembly) {
    assembly
        .template("dev", "hot-store")
        .hasResourceProperties(
            "AWS::Lambda::Function",
            Map.of(
                "FunctionName",
                "acme-dev-provisioning-migrations",
                "Environment",
                Map.of("Variables", Match.objectLike(Map.of("ACME_CLICKHOUSE_CLUSTER", "acme")))));
  }

  @Test
  void migrationsRunAgainWhenTheirContentChanges(Assembly assembly) {
    JsonNode properties =
        assembly
            .resources("dev", "hot-store", "Custom::ClickHouseMigrations")
            .getFirst()
            .path("Properties");

    assertThat(properties.path("Database").asString()).isEqualTo("acme");
    assertThat(properties.path("Version").asString()).matches("[0-9a-f]{64}");
  }

  @Test
  void dirtyRangesAreRebuiltEveryFiveMinutes(Assembly assembly) {
    JsonNode rule =
        assembly.resources("prod", "hot-store", "AWS::Events::Rule").getFirst().path("Properties");

    assertThat(rule.path("ScheduleExpression").asString()).isEqualTo("rate(5 minutes)");
    assertThat(rule.path("State").asString()).isEqualTo("ENABLED");
    assertThat(rule.path("Targets").toString()).contains("rebuildFunction");
  }

  @Test
  void theFunctionForMigrationsReadsTheSecretOfTheAdministratorOnly(Assembly assembly) {
    assembly
        .template("dev", "hot-store")
        .hasResourceProperties(
            "AWS::IAM::Policy",
            Map.of(
                "PolicyDocument",
                Map.of(
                    "Statement",
                    Match.arrayWith(
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Action",
                                    "secretsmanager:GetSecretValue",
                                    "Resource",
                                    Map.of(
                                        "Fn::ImportValue",
                                        Match.stringLikeRegexp(".*acmeadmin.*")))))))));
  }
}
