package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.query.cache.CachedTier;
import com.acme.analytics.functions.query.cache.MemoryCache;
import com.acme.analytics.functions.query.cache.NearCache;
import com.acme.analytics.functions.query.cache.ResultsBucketCache;
import com.acme.analytics.functions.query.lake.AthenaLake;
import com.acme.analytics.functions.query.lake.LakeAddress;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.lake.LakeWatermark;
import com.acme.analytics.functions.query.lake.TrinoLake;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.functions.query.plan.Declarations;
import com.acme.analytics.functions.query.plan.Ownership;
import com.acme.analytics.functions.query.plan.Planner;
import com.acme.analytics.functions.query.plan.Progress;
import com.acme.analytics.functions.query.plan.Tier;
import com.acme.analytics.functions.query.warm.DruidSql;
import com.acme.analytics.functions.query.warm.WarmProgress;
import com.acme.analytics.functions.query.warm.WarmStore;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/** Connections to every tier; never part of a snapshot. */
record QueryTiers(
    QueryConfig config, AnswerLimits limits, ClickHouseTier hot, DruidSql druid, LakeEngine lake)
    implements AutoCloseable {
  /** A thirty-second part of the function's memory, with the lake's. */
  private static final long WARM_CACHE_BYTES = 8 << 20;

  private static final long LAKE_CACHE_BYTES = 24 << 20;

  /**
   * In the bucket, and then again in memory; both together end well before an erasure's snapshot
   * expires, which is what tells of it.
   */
  private static final Duration LAKE_KEPT_FOR = Duration.ofDays(1);

  /**
   * Makes the clients. Reads the secret, so it calls Secrets Manager; nothing else is called yet.
   *
   * @throws ProblemException when the secret can't be read now
   */
  static QueryTiers open(QueryConfig config, AnswerLimits limits) {
    return new QueryTiers(
        config,
        limits,
        ClickHouseTier.of(config, credentials(config.clickHouseSecretArn()), limits.statement()),
        new DruidSql(config.druidUrl(), limits.statement()),
        lake(config.lake(), limits));
  }

  /** What a query that leaves its range out means: what the hot tier answers for. */
  QueryDefaults defaults() {
    return new QueryDefaults(ownership().hot(), config.maxClockSkew());
  }

  private Ownership ownership() {
    return new Ownership(config.hotRetention(), config.warmRetention());
  }

  /**
   * What unites the tiers.
   *
   * @param customers tells what they have declared
   * @param s3 for what the lake's cache holds, stays the caller's
   */
  QueryAnswers answers(
      CustomerTable customers, S3Client s3, QueryTelemetry telemetry, Clock clock) {
    Progress warm = new WarmProgress(druid, Ticker.systemTicker());
    Declarations declarations =
        new CachedDeclarations(customers, config.maxClockSkew(), Ticker.systemTicker());
    return new QueryAnswers(
        new Planner(ownership(), warm, declarations),
        new HotTierAnswers(hot, config.hotRetention(), limits.bytes(), clock),
        Map.of(
            Tier.HOT, new HotSlices(hot),
            Tier.WARM, cached(new WarmStore(druid, warm), warm),
            Tier.LAKE, cached(new LakeStore(lake), s3, clock)),
        limits.bytes(),
        telemetry);
  }

  /** For as long as the tier's progress is believed, since late events change old minutes too. */
  private static TierStore cached(WarmStore store, Progress warm) {
    return new CachedTier(
        store,
        Tier.WARM.code(),
        (customer, range) -> warm.committedUntil().toString(),
        new MemoryCache(WarmProgress.KNOWN_FOR, WARM_CACHE_BYTES, Ticker.systemTicker()));
  }

  private TierStore cached(LakeStore store, S3Client s3, Clock clock) {
    return new CachedTier(
        store,
        Tier.LAKE.code(),
        new LakeWatermark(lake),
        new NearCache(
            new MemoryCache(LAKE_KEPT_FOR, LAKE_CACHE_BYTES, Ticker.systemTicker()),
            new ResultsBucketCache(s3, config.resultsBucket(), LAKE_KEPT_FOR, clock)));
  }

  /** What answers any request, of these answers where there is a query. */
  RequestAnswers requests(QueryAnswers answers) {
    return new RequestAnswers(answers, new SelectAnswers(lake, limits.bytes()), limits.bytes());
  }

  private static LakeEngine lake(LakeAddress address, AnswerLimits limits) {
    return switch (address) {
      case LakeAddress.Trino trino -> new TrinoLake(trino, limits.statement());
      case LakeAddress.Athena athena ->
          new AthenaLake(
              AthenaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build(),
              athena,
              limits.statement());
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

  @Override
  public void close() {
    lake.close();
    druid.close();
    hot.close();
  }
}
