package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.dashboard.DashboardTable;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CachedApiKeyDirectory;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveClient;
import com.acme.analytics.functions.query.export.ExportLinks;
import com.acme.analytics.functions.query.graphql.GraphQlService;
import com.acme.analytics.functions.query.graphql.Sources;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.job.ResultBucket;
import com.acme.analytics.functions.query.trace.ArchivedRefusals;
import com.acme.analytics.functions.query.trace.EventTrace;
import com.acme.analytics.functions.query.trace.TraceParameters;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.metrics.Metrics;

/**
 * The endpoints with everything that holds connections; never part of a snapshot.
 *
 * @param query {@code GET} and {@code POST /v2/query}, {@code GET /v2/query/explain}
 * @param analyses {@code /v2/analyses}
 * @param trace {@code GET /v2/events/{event_id}/trace}
 * @param funnel {@code GET /v2/funnels/{id}}
 * @param jobs {@code POST /v2/query/async} and {@code /v2/query/jobs}
 * @param exports {@code /v2/exports}
 * @param dashboard {@code GET /v2/dashboards} and below
 * @param graphQl {@code POST /v2/graphql}
 */
record QueryServices(
    QueryEndpoint query,
    AnalysisEndpoint analyses,
    TraceEndpoint trace,
    FunnelEndpoint funnel,
    JobEndpoint jobs,
    ExportEndpoint exports,
    DashboardEndpoint dashboard,
    GraphQlEndpoint graphQl,
    DynamoDbClient dynamo,
    S3Client s3,
    S3Presigner presigner,
    SqsClient sqs,
    QueryTiers tiers)
    implements AutoCloseable {

  /**
   * Makes the clients. Reads the secret, so it calls Secrets Manager; nothing else is called yet.
   *
   * @throws ProblemException when the secret can't be read now
   */
  static QueryServices open(QueryConfig config, Metrics metrics, Clock clock) {
    QueryTiers tiers = QueryTiers.open(config, AnswerLimits.REQUEST);
    ClickHouseTier tier = tiers.hot();
    DynamoDbClient dynamo =
        DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    S3Client s3 = ArchiveClient.open();
    ApiKeyDirectory keys =
        new CachedApiKeyDirectory(
            new ApiKeyTable(dynamo, config.apiKeysTable()), Ticker.systemTicker());
    QueryTelemetry telemetry = new QueryTelemetry(metrics);
    CustomerTable customers = new CustomerTable(dynamo, config.customersTable());
    QueryAnswers answers = tiers.answers(customers, s3, telemetry, clock);
    AnalysisEndpoint analyses =
        new AnalysisEndpoint(
            keys,
            tiers.defaults(),
            answers,
            new PathAnswers(tier, config.hotRetention(), clock),
            telemetry,
            clock);
    SqsClient sqs =
        SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    JobEndpoint jobs =
        new JobEndpoint(
            keys,
            new QueryRequests(tiers.defaults()),
            new JobTable(dynamo, config.jobsTable()),
            new JobQueue(sqs, config.jobsQueueUrl()),
            new ResultBucket(s3, config.resultsBucket()),
            telemetry,
            clock);
    QueryEndpoint query =
        new QueryEndpoint(
            keys, tiers.defaults(), tiers.requests(answers), jobs::begin, telemetry, clock);
    S3Presigner presigner = S3Presigner.builder().build();
    ExportEndpoint exports =
        new ExportEndpoint(
            keys,
            new JobTable(dynamo, config.jobsTable()),
            new JobQueue(sqs, config.jobsQueueUrl()),
            new ExportLinks(presigner, config.resultsBucket()),
            telemetry,
            clock);
    EventTrace eventTrace =
        new EventTrace(
            List.of(new HotEventStore(tier, config.hotRetention(), config.maxClockSkew(), clock)),
            new ArchivedRefusals(new ArchiveBucket(s3, config.rejectedBucket()), System::nanoTime),
            telemetry::silent);
    TraceEndpoint trace =
        new TraceEndpoint(
            keys, new TraceParameters(config.maxClockSkew()), eventTrace, telemetry, clock);
    DefinitionTable funnels =
        new DefinitionTable(dynamo, config.definitionsTable(), DefinitionKind.FUNNEL);
    FunnelEndpoint funnel =
        new FunnelEndpoint(
            keys,
            funnels,
            new FunnelAnswers(tier, FunnelHistory.EVENTS, config.hotRetention(), clock),
            telemetry,
            clock);
    DashboardTable dashboards = new DashboardTable(dynamo, config.dashboardsTable());
    DashboardEndpoint dashboard = new DashboardEndpoint(keys, dashboards, telemetry);
    Sources sources =
        new Sources(
            dashboards,
            funnels,
            (customer, parameters) -> query.answer(customer, parameters).body(),
            funnel::answered,
            customers::declared);
    GraphQlEndpoint graphQl =
        new GraphQlEndpoint(
            keys, new GraphQlService(sources, clock, telemetry::refused), telemetry);
    return new QueryServices(
        query, analyses, trace, funnel, jobs, exports, dashboard, graphQl, dynamo, s3, presigner,
        sqs, tiers);
  }

  /** Answers a request of any of the routes. */
  HttpResponse handle(HttpRequest request) {
    if (DashboardEndpoint.ROUTES.contains(request.routeKey())) {
      return dashboard.handle(request);
    }
    return switch (request.routeKey()) {
      case AnalysisEndpoint.MOVERS, AnalysisEndpoint.RETENTION, AnalysisEndpoint.PATHS ->
          analyses.handle(request);
      case TraceEndpoint.ROUTE -> trace.handle(request);
      case FunnelEndpoint.ROUTE -> funnel.handle(request);
      case JobEndpoint.SUBMIT, JobEndpoint.STATE, JobEndpoint.RESULT, JobEndpoint.CANCEL ->
          jobs.handle(request);
      case ExportEndpoint.SUBMIT, ExportEndpoint.STATE, ExportEndpoint.CANCEL ->
          exports.handle(request);
      case GraphQlEndpoint.ROUTE -> graphQl.handle(request);
      default -> query.handle(request);
    };
  }

  @Override
  public void close() {
    tiers.close();
    sqs.close();
    presigner.close();
    s3.close();
    dynamo.close();
  }
}
