package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.ConnectionBudget;
import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.HttpApiDoor;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.settings.Artifacts;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.iam.PolicyStatement;
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
      StreamStack stream,
      HotStoreStack hotStore,
      Artifacts artifacts) {
    super(scope, "api");
    ConnectionBudget.MSK_WITH_IAM.accept("ingest", settings.api().ingest().reservedConcurrency());
    JavaFunction ingest =
        new JavaFunction(
            this,
            settings,
            network.applications(),
            ingest(settings, storage, stream.kafka(), artifacts));
    JavaFunction query =
        new JavaFunction(
            this, settings, network.applications(), query(settings, storage, hotStore, artifacts));
    HttpApiDoor door = new HttpApiDoor(this, settings);
    door.route(HttpMethod.POST, "/v2/events", "Ingest", ingest.live());
    door.route(HttpMethod.GET, "/v2/query", "Query", query.live());
  }

  private static FunctionSpec ingest(
      EnvironmentSettings settings, StorageStack storage, KafkaCluster kafka, Artifacts artifacts) {
    TopicSettings topic = settings.stream().eventsAccepted();
    return new FunctionSpec(
        "ingest",
        "POST /v2/events: takes events and acknowledges them once Kafka has them",
        artifacts.ingestFunction(),
        "com.acme.analytics.functions.ingest.lambda.IngestHandler",
        settings.api().ingest(),
        /* snapStart= */ true,
        Map.of(
            "ACME_API_KEYS_TABLE", storage.apiKeys().getTableName(),
            "ACME_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "ACME_EVENTS_ACCEPTED_TOPIC", topic.name(),
            "ACME_MAX_EVENT_AGE", isoDays(settings.api().maxEventAge()),
            "ACME_MAX_CLOCK_SKEW", settings.api().maxClockSkew().toString()),
        Stream.concat(Stream.of(lookingUpKeys(storage)), kafka.producing(topic.name()).stream())
            .toList());
  }

  private static FunctionSpec query(
      EnvironmentSettings settings,
      StorageStack storage,
      HotStoreStack hotStore,
      Artifacts artifacts) {
    return new FunctionSpec(
        "query",
        "GET /v2/query: answers from the hot tier",
        artifacts.queryFunction(),
        "com.acme.analytics.functions.query.QueryHandler",
        settings.api().query(),
        /* snapStart= */ true,
        Map.of(
            "ACME_API_KEYS_TABLE", storage.apiKeys().getTableName(),
            "ACME_CLICKHOUSE_URL", settings.hotStore().url(),
            "ACME_CLICKHOUSE_DATABASE", settings.hotStore().database(),
            "ACME_CLICKHOUSE_SECRET_ARN", hotStore.querySecret().getSecretArn(),
            "ACME_HOT_RETENTION", isoDays(settings.hotStore().retention()),
            "ACME_MAX_CLOCK_SKEW", settings.api().maxClockSkew().toString()),
        List.of(lookingUpKeys(storage), HotStoreStack.reading(hotStore.querySecret())));
  }

  private static PolicyStatement lookingUpKeys(StorageStack storage) {
    return PolicyStatement.Builder.create()
        .actions(List.of("dynamodb:GetItem"))
        .resources(List.of(storage.apiKeys().getTableArn()))
        .build();
  }

  private static String isoDays(java.time.Duration duration) {
    return "P" + duration.toDays() + "D";
  }
}
