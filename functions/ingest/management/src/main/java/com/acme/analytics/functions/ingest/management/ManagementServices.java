package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.dashboard.DashboardWrites;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.identity.SettingsEndpoint;
import com.acme.analytics.functions.ingest.management.dashboards.DashboardsEndpoint;
import com.acme.analytics.functions.ingest.management.definitions.KafkaDefinitionTopic;
import com.acme.analytics.functions.ingest.management.funnels.FunnelsEndpoint;
import com.acme.analytics.functions.ingest.management.rejected.RejectedEndpoint;
import com.acme.analytics.functions.ingest.management.rejected.RejectedMetrics;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.IngestServices;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveClient;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import com.acme.analytics.functions.ingest.schemas.SchemaTable;
import com.acme.analytics.functions.ingest.schemas.SchemasEndpoint;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function's routes and everything they need that must not outlive a snapshot. Opened once a
 * process is unique, closed before it is copied.
 */
final class ManagementServices implements AutoCloseable {
  private final IngestServices ingest;
  private final S3Client s3;
  private final Map<String, Function<HttpRequest, HttpResponse>> routes;

  private ManagementServices(
      IngestServices ingest, S3Client s3, ManagementConfig config, RejectedMetrics metrics) {
    this.ingest = ingest;
    this.s3 = s3;
    DynamoDbClient dynamo = ingest.dynamo();
    RejectedEndpoint rejected =
        new RejectedEndpoint(
            ingest.directory(),
            new ArchiveBucket(s3, config.rejectedBucket()),
            new PipelineResubmission(ingest.ingestion()),
            ScanLimits.STANDARD,
            System::nanoTime,
            metrics);
    SettingsEndpoint settings =
        new SettingsEndpoint(
            ingest.directory(),
            new CustomerTable(dynamo, config.ingest().tables().customers()),
            InstantSource.system());
    SchemasEndpoint schemas =
        new SchemasEndpoint(
            ingest.directory(), new SchemaTable(dynamo, config.ingest().tables().schemas()));
    Identifiers identifiers = new Identifiers(new SecureRandom());
    FunnelsEndpoint funnels =
        new FunnelsEndpoint(
            ingest.directory(),
            new CustomerTable(dynamo, config.ingest().tables().customers()),
            new DefinitionTable(dynamo, config.definitionsTable(), DefinitionKind.FUNNEL),
            new KafkaDefinitionTopic(ingest.producer(), config.definitionsTopic()),
            InstantSource.system(),
            () -> identifiers.idOf(0));
    DashboardsEndpoint dashboards =
        new DashboardsEndpoint(
            ingest.directory(),
            new DashboardWrites(
                dynamo,
                config.dashboardsTable(),
                InstantSource.system(),
                () -> identifiers.idOf(0)));
    this.routes =
        Map.ofEntries(
            Map.entry("GET /v2/schemas", schemas::handle),
            Map.entry("GET /v2/schemas/{event}", schemas::handle),
            Map.entry("GET /v2/schemas/{event}/{version}", schemas::handle),
            Map.entry("PUT /v2/schemas/{event}/{version}", schemas::handle),
            Map.entry("GET /v2/settings", settings::handle),
            Map.entry("PUT /v2/settings", settings::handle),
            Map.entry("GET /v2/events/rejected", rejected::get),
            Map.entry("POST /v2/events/rejected/replay", rejected::replay),
            Map.entry("POST /v2/funnels", funnels::handle),
            Map.entry("GET /v2/funnels", funnels::handle),
            Map.entry("DELETE /v2/funnels/{id}", funnels::handle),
            Map.entry("POST /v2/dashboards", dashboards::handle),
            Map.entry("PUT /v2/dashboards/{id}", dashboards::handle),
            Map.entry("DELETE /v2/dashboards/{id}", dashboards::handle));
  }

  /** Makes the clients; they connect when first used. */
  static ManagementServices open(ManagementConfig config, RejectedMetrics metrics) {
    return new ManagementServices(
        IngestServices.open(config.ingest(), IngestMetrics.NONE),
        ArchiveClient.open(),
        config,
        metrics);
  }

  /** Answers a request by its route. */
  HttpResponse handle(HttpRequest request) {
    Function<HttpRequest, HttpResponse> route = routes.get(request.routeKey());
    return route == null
        ? HttpResponse.problem(
            new Problem(
                ErrorCode.NOT_FOUND,
                "route: \"%s\" (expected: one of this API's)".formatted(request.routeKey())))
        : route.apply(request);
  }

  @Override
  public void close() {
    ingest.close();
    s3.close();
  }
}
