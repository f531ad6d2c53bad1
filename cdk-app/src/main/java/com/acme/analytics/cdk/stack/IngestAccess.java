package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.GeoLayer;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.IngestSettings;
import com.acme.analytics.cdk.settings.StreamSettings;
import com.acme.analytics.cdk.settings.TopicSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What whatever runs the ingest pipeline reads of its environment, and what it may do: the function
 * behind the HTTP API, the gateway, and the function that replays dead letters.
 */
public record IngestAccess(EnvironmentSettings settings, StorageStack storage, KafkaCluster kafka) {
  /** Variables beside {@code ACME_ENVIRONMENT}, in a fixed order. */
  public Map<String, String> environment() {
    IngestSettings ingest = settings.ingest();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ACME_API_KEYS_TABLE", storage.apiKeys().getTableName());
    environment.put("ACME_CUSTOMERS_TABLE", storage.customers().getTableName());
    environment.put("ACME_SCHEMAS_TABLE", storage.schemas().getTableName());
    environment.put("ACME_RATE_LIMITS_TABLE", storage.rateLimits().getTableName());
    environment.put("ACME_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("ACME_EVENTS_ACCEPTED_TOPIC", settings.stream().eventsAccepted().name());
    environment.put("ACME_EVENTS_HISTORICAL_TOPIC", settings.stream().eventsHistorical().name());
    environment.put("ACME_EVENTS_REJECTED_TOPIC", settings.stream().eventsRejected().name());
    environment.put("ACME_HOT_RETENTION", IsoDays.of(settings.hotStore().retention()));
    environment.put("ACME_MAX_EVENT_AGE", IsoDays.of(ingest.maxEventAge()));
    environment.put("ACME_MAX_CLOCK_SKEW", ingest.maxClockSkew().toString());
    environment.put("ACME_GEO_DATABASE", GeoLayer.FOLDER);
    environment.put(
        "ACME_TRUSTED_PROXIES",
        ingest.trustedProxies().isEmpty() ? "none" : String.join(",", ingest.trustedProxies()));
    return environment;
  }

  /** To look up keys, customers and schemas, to take tokens, and to write to the three topics. */
  public List<PolicyStatement> permissions() {
    return Stream.concat(
            Stream.of(
                allow(storage.apiKeys().getTableArn(), "dynamodb:GetItem"),
                allow(storage.customers().getTableArn(), "dynamodb:GetItem"),
                allow(storage.schemas().getTableArn(), "dynamodb:GetItem", "dynamodb:BatchGetItem"),
                allow(storage.rateLimits().getTableArn(), "dynamodb:UpdateItem")),
            kafka.producing(topics()).stream())
        .toList();
  }

  private List<String> topics() {
    StreamSettings stream = settings.stream();
    return Stream.of(stream.eventsAccepted(), stream.eventsHistorical(), stream.eventsRejected())
        .map(TopicSettings::name)
        .toList();
  }

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
