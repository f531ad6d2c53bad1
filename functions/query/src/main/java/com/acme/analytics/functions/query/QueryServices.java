package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CachedApiKeyDirectory;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveClient;
import com.acme.analytics.functions.query.lake.AthenaLake;
import com.acme.analytics.functions.query.lake.LakeAddress;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.lake.TrinoLake;
import com.acme.analytics.functions.query.plan.Ownership;
import com.acme.analytics.functions.query.plan.Planner;
import com.acme.analytics.functions.query.plan.Progress;
import com.acme.analytics.functions.query.plan.Tier;
import com.acme.analytics.functions.query.trace.ArchivedRefusals;
import com.acme.analytics.functions.query.trace.EventTrace;
import com.acme.analytics.functions.query.trace.TraceParameters;
import com.acme.analytics.functions.query.warm.DruidSql;
import com.acme.analytics.functions.query.warm.WarmProgress;
import com.acme.analytics.functions.query.warm.WarmStore;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/**
 * The endpoints with everything that holds connections; never part of a snapshot.
 *
 * @param query {@code GET} and {@code POST /v2/query}, {@code GET /v2/query/explain}
 * @param trace {@code GET /v2/events/{event_id}/trace}
 * @param funnel {@code GET /v2/funnels/{id}}
 */
record QueryServices(
    QueryEndpoint query,
    TraceEndpoint trace,
    FunnelEndpoint funnel,
    DynamoDbClient dynamo,
    S3Client s3,
    ClickHouseTier tier,
    DruidSql druid,
    LakeEngine lake)
    implements AutoCloseable {

  /**
   * Makes the clients. Reads the secret, so it calls Secrets Manager; nothing else is called yet.
   *
   * @throws ProblemException when the secret can't be read now
   */
  static QueryServices open(QueryConfig config, Metrics metrics, Clock clock) {
    ClickHouseTier tier = ClickHouseTier.of(config, credentials(config.clickHouseSecretArn()));
    DynamoDbClient dynamo =
        DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    S3Client s3 = ArchiveClient.open();
    ApiKeyDirectory keys =
        new CachedApiKeyDirectory(
            new ApiKeyTable(dynamo, config.apiKeysTable()), Ticker.systemTicker());
    QueryTelemetry telemetry = new QueryTelemetry(metrics);
    DruidSql druid = new DruidSql(config.druidUrl());
    Progress warm = new WarmProgress(druid, Ticker.systemTicker());
    LakeEngine lake = lake(config.lake());
    Ownership ownership = new Ownership(config.hotRetention(), config.warmRetention());
    QueryAnswers answers =
        new QueryAnswers(
            new Planner(ownership, warm),
            new HotTierAnswers(tier, config.hotRetention(), clock),
            Map.of(
                Tier.HOT, new HotSlices(tier),
                Tier.WARM, new WarmStore(druid, warm),
                Tier.LAKE, new LakeStore(lake)),
            telemetry);
    QueryEndpoint query =
        new QueryEndpoint(
            keys,
            new QueryDefaults(ownership.hot(), config.maxClockSkew()),
            answers,
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
    FunnelEndpoint funnel =
        new FunnelEndpoint(
            keys,
            new DefinitionTable(dynamo, config.definitionsTable(), DefinitionKind.FUNNEL),
            new FunnelAnswers(tier, FunnelHistory.EVENTS, config.hotRetention(), clock),
            telemetry,
            clock);
    return new QueryServices(query, trace, funnel, dynamo, s3, tier, druid, lake);
  }

  private static LakeEngine lake(LakeAddress address) {
    return switch (address) {
      case LakeAddress.Trino trino -> new TrinoLake(trino);
      case LakeAddress.Athena athena ->
          new AthenaLake(
              AthenaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build(),
              athena);
    };
  }

  private static ClickHouseCredentials credentials(String secretArn) {
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String secret = SecretsProvider.builder().withClient(secrets).build().get(secretArn);
      return ClickHouseCredentials.parse(secret);
    } catch (SdkException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the hot tier can't be reached; retry"), e);
    }
  }

  /** Answers a request of any of the routes. */
  HttpResponse handle(HttpRequest request) {
    return switch (request.routeKey()) {
      case TraceEndpoint.ROUTE -> trace.handle(request);
      case FunnelEndpoint.ROUTE -> funnel.handle(request);
      default -> query.handle(request);
    };
  }

  @Override
  public void close() {
    lake.close();
    druid.close();
    tier.close();
    s3.close();
    dynamo.close();
  }
}
