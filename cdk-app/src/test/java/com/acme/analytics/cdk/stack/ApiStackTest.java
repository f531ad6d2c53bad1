package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class ApiStackTest {
  private static final List<String> INGEST_VARIABLES =
      List.of(
          "ACME_ENVIRONMENT",
          "ACME_API_KEYS_TABLE",
          "ACME_CUSTOMERS_TABLE",
          "ACME_SCHEMAS_TABLE",
          "ACME_RATE_LIMITS_TABLE",
          "ACME_KAFKA_BOOTSTRAP_SERVERS",
          "ACME_KAFKA_SECURITY_PROTOCOL",
          "ACME_EVENTS_ACCEPTED_TOPIC",
          "ACME_EVENTS_HISTORICAL_TOPIC",
          "ACME_EVENTS_REJECTED_TOPIC",
          "ACME_HOT_RETENTION",
          "ACME_MAX_EVENT_AGE",
          "ACME_MAX_CLOCK_SKEW",
          "ACME_GEO_DATABASE",
          "ACME_TRUSTED_PROXIES",
          "POWERTOOLS_SERVICE_NAME",
          "POWERTOOLS_METRICS_NAMESPACE",
          "POWERTOOLS_LOG_LEVEL");

  @Test
  void theRoutesAreTheContractsRoutes(Assembly assembly) {
    assertThat(assembly.resources("prod", "api", "AWS::ApiGatewayV2::Route"))
        .extracting(route -> route.path("Properties").path("RouteKey").asString())
        .containsExactlyInAnyOrder(
            "POST /v2/events",
            "POST /v2/events/single",
            "POST /v1/track",
            "POST /v1/identify",
            "POST /v1/page",
            "POST /v1/screen",
            "POST /v1/group",
            "POST /v1/alias",
            "POST /v1/batch",
            "POST /v1/import",
            "POST /v1/{call+}",
            "GET /v2/query",
            "GET /v2/query/explain",
            "POST /v2/query",
            "GET /v2/analyses/movers",
            "POST /v2/analyses/retention",
            "POST /v2/analyses/paths",
            "POST /v2/query/async",
            "GET /v2/query/jobs/{id}",
            "GET /v2/query/jobs/{id}/result",
            "DELETE /v2/query/jobs/{id}",
            "POST /v2/exports",
            "GET /v2/exports/{id}",
            "DELETE /v2/exports/{id}",
            "POST /v2/graphql",
            "GET /v2/events/{event_id}/trace",
            "GET /v2/schemas",
            "GET /v2/schemas/{event}",
            "GET /v2/schemas/{event}/{version}",
            "PUT /v2/schemas/{event}/{version}",
            "GET /v2/settings",
            "PUT /v2/settings",
            "GET /v2/events/rejected",
            "POST /v2/events/rejected/replay",
            "POST /v2/funnels",
            "GET /v2/funnels",
            "GET /v2/funnels/{id}",
            "DELETE /v2/funnels/{id}",
            "GET /v2/dashboards",
            "POST /v2/dashboards",
            "GET /v2/dashboards/{id}",
            "PUT /v2/dashboards/{id}",
            "DELETE /v2/dashboards/{id}",
            "GET /v2/dashboards/{id}/versions");
  }

  @Test
  void everyIntegrationCallsTheAliasOfASnapshot(Assembly assembly) {
    Template api = assembly.template("prod", "api");

    for (String function : List.of("ingest", "query", "management")) {
      api.hasResourceProperties(
          "AWS::ApiGatewayV2::Integration",
          Map.of(
              "PayloadFormatVersion",
              "2.0",
              "IntegrationUri",
              Map.of("Ref", Match.stringLikeRegexp(function + "Live.*"))));
    }
    api.allResourcesProperties("AWS::Lambda::Alias", Map.of("Name", "live"));
    api.allResourcesProperties(
        "AWS::Lambda::Function",
        Map.of("Runtime", "java25", "SnapStart", Map.of("ApplyOn", "PublishedVersions")));
  }

  @Test
  void ingestIsConfiguredAsItsContractSays(Assembly assembly) {
    assertThat(variables(assembly, "ingest")).containsExactlyInAnyOrderElementsOf(INGEST_VARIABLES);
  }

  @Test
  void managementKnowsTheArchiveTheDefinitionsAndTheDashboardsBesides(Assembly assembly) {
    assertThat(variables(assembly, "management"))
        .containsAll(INGEST_VARIABLES)
        .hasSize(INGEST_VARIABLES.size() + 4)
        .contains(
            "ACME_REJECTED_BUCKET",
            "ACME_DEFINITIONS_TABLE",
            "ACME_DEFINITIONS_TOPIC",
            "ACME_DASHBOARDS_TABLE");
  }

  @Test
  void whatRunsThePipelineFindsTheGeoDatabaseInItsLayer(Assembly assembly) {
    assertThat(assembly.resources("prod", "api", "AWS::Lambda::Function"))
        .extracting(
            function ->
                function.at("/Properties/FunctionName").asString()
                    + function
                        .at("/Properties/Layers/0/Ref")
                        .asString()
                        .replaceAll("[0-9A-F]{8}$", ""))
        .containsExactlyInAnyOrder(
            "acme-prod-ingestGeoDatabase", "acme-prod-query", "acme-prod-managementGeoDatabase");
  }

  @Test
  void queryIsConfiguredAsItsContractSays(Assembly assembly) {
    assertThat(variables(assembly, "query"))
        .containsExactlyInAnyOrder(
            "ACME_ENVIRONMENT",
            "ACME_API_KEYS_TABLE",
            "ACME_CUSTOMERS_TABLE",
            "ACME_DEFINITIONS_TABLE",
            "ACME_DASHBOARDS_TABLE",
            "ACME_CLICKHOUSE_URL",
            "ACME_CLICKHOUSE_DATABASE",
            "ACME_CLICKHOUSE_SECRET_ARN",
            "ACME_DRUID_URL",
            "ACME_LAKE_URL",
            "ACME_REJECTED_BUCKET",
            "ACME_QUERY_JOBS_TABLE",
            "ACME_QUERY_JOBS_QUEUE_URL",
            "ACME_QUERY_RESULTS_BUCKET",
            "ACME_HOT_RETENTION",
            "ACME_WARM_RETENTION",
            "ACME_MAX_CLOCK_SKEW",
            "POWERTOOLS_SERVICE_NAME",
            "POWERTOOLS_METRICS_NAMESPACE",
            "POWERTOOLS_LOG_LEVEL");
  }

  @Test
  void ingestWritesToItsTopicsLooksUpCustomersAndTakesTokensOnly(Assembly assembly) {
    assertThat(actions(assembly, "ingest"))
        .containsExactlyInAnyOrder(
            "dynamodb:GetItem",
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:UpdateItem",
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:WriteData",
            "kafka-cluster:WriteDataIdempotently",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");
  }

  @Test
  void managementWritesSchemasSettingsDefinitionsAndDashboardsAndReadsTheArchiveBesides(
      Assembly assembly) {
    assertThat(actions(assembly, "management"))
        .containsExactlyInAnyOrder(
            "dynamodb:GetItem",
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:UpdateItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "s3:ListBucket",
            "s3:GetObject",
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:WriteData",
            "kafka-cluster:WriteDataIdempotently",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");
  }

  @Test
  void queryReadsWhatItAnswersAndChangesJobsAndWhatItRemembersOnly(Assembly assembly) {
    assertThat(actions(assembly, "query"))
        .filteredOn(action -> !action.startsWith("athena:") && !action.startsWith("glue:"))
        .contains("sqs:SendMessage", "secretsmanager:GetSecretValue", "s3:ListBucket")
        .isSubsetOf(
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "sqs:SendMessage",
            "dynamodb:GetItem",
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "s3:ListBucket",
            "s3:GetObject",
            "s3:PutObject",
            "s3:GetBucketLocation",
            "secretsmanager:GetSecretValue",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");
  }

  @Test
  void queryReadsOfCustomersWhatTheyDeclareAndNoSalt(Assembly assembly) {
    assembly
        .template("prod", "api")
        .hasResourceProperties(
            "AWS::IAM::Policy",
            Map.of(
                "PolicyName",
                Match.stringLikeRegexp("^queryRole.*"),
                "PolicyDocument",
                Match.objectLike(
                    Map.of(
                        "Statement",
                        Match.arrayWith(
                            List.of(
                                Match.objectLike(
                                    Map.of(
                                        "Action",
                                        "dynamodb:GetItem",
                                        "Condition",
                                        Map.of(
                                            "ForAllValues:StringEquals",
                                            Map.of(
                                                "dynamodb:Attributes",
                                                List.of(
                                                    "customer_id",
                                                    "dimensions",
                                                    "measures",
                                                    "dimensions_since",
                                                    "measures_since")),
                                            "StringEqualsIfExists",
                                            Map.of(
                                                "dynamodb:Select", "SPECIFIC_ATTRIBUTES"))))))))));
  }

  @Test
  void onlyTheDashboardMayCallFromAnotherOrigin(Assembly assembly) {
    assembly
        .template("prod", "api")
        .hasResourceProperties(
            "AWS::ApiGatewayV2::Api",
            Map.of(
                "CorsConfiguration",
                Match.objectLike(
                    Map.of("AllowOrigins", List.of("https://dashboard.acme-analytics.example")))));
  }

  @Test
  void requestsAreThrottledAndLogged(Assembly assembly) {
    assembly
        .template("prod", "api")
        .hasResourceProperties(
            "AWS::ApiGatewayV2::Stage",
            Map.of(
                "DefaultRouteSettings",
                Match.objectLike(
                    Map.of("ThrottlingRateLimit", 10_000, "ThrottlingBurstLimit", 5_000)),
                "AccessLogSettings",
                Map.of("Format", Match.stringLikeRegexp("^\\{.*integrationError.*\\}$"))));
  }

  @Test
  void everyLogGroupForgets(Assembly assembly) {
    assembly
        .template("prod", "api")
        .allResourcesProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 365));
  }

  private static List<String> variables(Assembly assembly, String function) {
    return assembly.resources("prod", "api", "AWS::Lambda::Function").stream()
        .map(resource -> resource.path("Properties"))
        .filter(
            properties ->
                properties.path("FunctionName").asString().equals("acme-prod-" + function))
        .flatMap(
            properties -> properties.path("Environment").path("Variables").propertyNames().stream())
        .toList();
  }

  private static List<String> actions(Assembly assembly, String function) {
    return assembly.resources("prod", "api", "AWS::IAM::Policy").stream()
        .map(policy -> policy.path("Properties"))
        .filter(policy -> policy.path("PolicyName").asString().startsWith(function + "Role"))
        .flatMap(
            policy -> policy.path("PolicyDocument").path("Statement").findValues("Action").stream())
        .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
        .map(JsonNode::asString)
        .toList();
  }
}
