package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CachedApiKeyDirectory;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/** The endpoint with everything that holds connections; never part of a snapshot. */
record QueryServices(QueryEndpoint endpoint, DynamoDbClient dynamo, ClickHouseTier tier)
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
    QueryEndpoint endpoint =
        new QueryEndpoint(
            new CachedApiKeyDirectory(
                new ApiKeyTable(dynamo, config.apiKeysTable()), Ticker.systemTicker()),
            new QueryParameters(config.hotRetention(), config.maxClockSkew()),
            new HotTierAnswers(tier, config.hotRetention(), clock),
            new QueryTelemetry(metrics),
            clock);
    return new QueryServices(endpoint, dynamo, tier);
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
    tier.close();
    dynamo.close();
  }
}
