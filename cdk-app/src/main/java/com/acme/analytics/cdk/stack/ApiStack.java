package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.CodeLimit;
import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.GeoLayer;
import com.acme.analytics.cdk.construct.HttpApiDoor;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.settings.Artifacts;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.constructs.Construct;

/**
 * The HTTP API and the functions behind it. The functions authenticate by API key themselves: an
 * HTTP API's authorizer has fixed answers and can't see a key in a body.
 */
public final class ApiStack extends Stack {
  public ApiStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      IngestAccess access,
      QueryAccess queryAccess,
      Artifacts artifacts) {
    super(scope, "api");
    CodeLimit.LAMBDA.accept("ingest", artifacts.ingestFunction(), artifacts.geoDatabase());
    CodeLimit.LAMBDA.accept("management", artifacts.managementFunctions(), artifacts.geoDatabase());
    ILayerVersion geo = GeoLayer.of(this, artifacts.geoDatabase());
    IFunction ingest =
        new JavaFunction(
                this, settings, network.applications(), ingest(settings, access, geo, artifacts))
            .live();
    IFunction query =
        new JavaFunction(
                this, settings, network.applications(), query(settings, queryAccess, artifacts))
            .live();
    IFunction management =
        new JavaFunction(
                this,
                settings,
                network.applications(),
                management(settings, storage, access, geo, artifacts))
            .live();
    HttpApiDoor door = new HttpApiDoor(this, settings);
    door.routes("Ingest", ingest, HttpMethod.POST, "/v2/events", "/v2/events/single");
    door.routes(
        "Segment",
        ingest,
        HttpMethod.POST,
        "/v1/track",
        "/v1/identify",
        "/v1/page",
        "/v1/screen",
        "/v1/group",
        "/v1/alias",
        "/v1/batch",
        "/v1/import",
        // The short names that browsers use, and a slash at the end, which Java's library writes.
        "/v1/{call+}");
    door.routes(
        "Query",
        query,
        HttpMethod.GET,
        "/v2/query",
        "/v2/query/explain",
        "/v2/analyses/movers",
        "/v2/query/jobs/{id}",
        "/v2/query/jobs/{id}/result",
        "/v2/exports/{id}",
        "/v2/events/{event_id}/trace",
        "/v2/funnels/{id}",
        "/v2/dashboards",
        "/v2/dashboards/{id}",
        "/v2/dashboards/{id}/versions");
    door.routes("QueryDocuments", query, HttpMethod.POST, "/v2/query");
    door.routes("Analyses", query, HttpMethod.POST, "/v2/analyses/retention", "/v2/analyses/paths");
    door.routes("QueryJobs", query, HttpMethod.POST, "/v2/query/async");
    door.routes("QueryCancellations", query, HttpMethod.DELETE, "/v2/query/jobs/{id}");
    door.routes("Exports", query, HttpMethod.POST, "/v2/exports");
    door.routes("ExportCancellations", query, HttpMethod.DELETE, "/v2/exports/{id}");
    door.routes("GraphQl", query, HttpMethod.POST, "/v2/graphql");
    door.routes(
        "ManagementReads",
        management,
        HttpMethod.GET,
        "/v2/schemas",
        "/v2/schemas/{event}",
        "/v2/schemas/{event}/{version}",
        "/v2/settings",
        "/v2/events/rejected",
        "/v2/funnels");
    door.routes(
        "ManagementWrites",
        management,
        HttpMethod.PUT,
        "/v2/schemas/{event}/{version}",
        "/v2/settings",
        "/v2/dashboards/{id}");
    door.routes("Replay", management, HttpMethod.POST, "/v2/events/rejected/replay");
    door.routes("Definitions", management, HttpMethod.POST, "/v2/funnels", "/v2/dashboards");
    door.routes(
        "Deletions", management, HttpMethod.DELETE, "/v2/funnels/{id}", "/v2/dashboards/{id}");
  }

  private static FunctionSpec ingest(
      EnvironmentSettings settings, IngestAccess access, ILayerVersion geo, Artifacts artifacts) {
    return new FunctionSpec(
        "ingest",
        "Takes events, and Segment's messages, and acknowledges them once Kafka has them",
        artifacts.ingestFunction(),
        "com.acme.analytics.functions.ingest.lambda.IngestHandler",
        settings.api().ingest(),
        /* snapStart= */ true,
        List.of(geo),
        access.environment(),
        access.permissions());
  }

  private static FunctionSpec management(
      EnvironmentSettings settings,
      StorageStack storage,
      IngestAccess access,
      ILayerVersion geo,
      Artifacts artifacts) {
    Map<String, String> environment = new TreeMap<>(access.environment());
    environment.put("ACME_REJECTED_BUCKET", storage.rejected().getBucketName());
    environment.put("ACME_DEFINITIONS_TABLE", storage.definitions().getTableName());
    environment.put("ACME_DEFINITIONS_TOPIC", settings.stream().definitions().name());
    environment.put("ACME_DASHBOARDS_TABLE", storage.dashboards().getTableName());
    return new FunctionSpec(
        "management",
        "Schemas, settings, funnels, changes of dashboards and dead letters of a customer; a replay"
            + " goes through the pipeline",
        artifacts.managementFunctions(),
        "com.acme.analytics.functions.ingest.management.ManagementHandler",
        settings.api().management(),
        /* snapStart= */ true,
        List.of(geo),
        environment,
        Stream.of(
                access.permissions().stream(),
                managing(storage),
                access.kafka().producing(List.of(settings.stream().definitions().name())).stream())
            .flatMap(Function.identity())
            .toList());
  }

  private static Stream<PolicyStatement> managing(StorageStack storage) {
    return Stream.of(
        allow(storage.schemas().getTableArn(), "dynamodb:PutItem", "dynamodb:Query"),
        allow(storage.customers().getTableArn(), "dynamodb:UpdateItem"),
        allow(
            storage.definitions().getTableArn(),
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem"),
        allow(
            storage.dashboards().getTableArn(),
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem"),
        allow(storage.rejected().getBucketArn(), "s3:ListBucket"),
        allow(storage.rejected().arnForObjects("*"), "s3:GetObject"));
  }

  private static FunctionSpec query(
      EnvironmentSettings settings, QueryAccess access, Artifacts artifacts) {
    return new FunctionSpec(
        "query",
        "Answers queries from every tier, says where an event is, and shows dashboards",
        artifacts.queryFunction(),
        "com.acme.analytics.functions.query.QueryHandler",
        settings.api().query(),
        /* snapStart= */ true,
        /* layers= */ List.of(),
        access.environment(),
        access.serving());
  }

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
