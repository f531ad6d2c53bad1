package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.FlinkApplication;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.construct.LakeTableResource;
import com.acme.analytics.cdk.construct.StreamScaling;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The one streaming job, on Managed Flink. */
public final class StreamingStack extends Stack {
  private static final String CONSUMER_GROUP = "acme-streaming";
  private static final String HISTORICAL_CONSUMER_GROUP = "acme-streaming-historical";

  /** What the job's names of transactions begin with. */
  private static final String ALERT_TRANSACTIONS = "acme-streaming-alerts";

  private static final String UNIQUE_TRANSACTIONS = "acme-streaming-unique";

  public StreamingStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      StreamStack stream,
      HotClusterStack hotStore,
      Path job,
      Path provisioning) {
    super(scope, "streaming");
    FlinkApplication application =
        new FlinkApplication(
            this,
            settings,
            network.applications(),
            job,
            propertyGroups(settings, stream.kafka(), hotStore),
            permissions(settings, stream.kafka(), hotStore, storage));
    if (settings.streaming().scaled()) {
      new StreamScaling(
          this,
          settings,
          network.applications(),
          provisioning,
          application.name(),
          application.arn(),
          stream.kafka(),
          settings.stream().eventsAccepted().name(),
          CONSUMER_GROUP);
    }
  }

  private static Map<String, Map<String, String>> propertyGroups(
      EnvironmentSettings settings, KafkaCluster kafka, HotClusterStack hotStore) {
    return Map.of(
        "acme.kafka",
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "security.protocol",
            "SASL_SSL",
            "events.accepted.topic",
            settings.stream().eventsAccepted().name(),
            "events.historical.topic",
            settings.stream().eventsHistorical().name(),
            "definitions.topic",
            settings.stream().definitions().name(),
            "alerts.topic",
            settings.stream().alerts().name(),
            "events.unique.topic",
            settings.stream().eventsUnique().name(),
            "live.topic",
            settings.stream().live().name(),
            "group.id",
            CONSUMER_GROUP,
            "historical.group.id",
            HISTORICAL_CONSUMER_GROUP),
        "acme.clickhouse",
        Map.of(
            "url", settings.hotStore().url(),
            "database", settings.hotStore().database(),
            "secret.arn", hotStore.ingestSecret().getSecretArn()),
        "acme.deduplication",
        Map.of("horizon", settings.streaming().deduplicationHorizon().toString()),
        "acme.hot",
        Map.of(
            "retention",
            "P" + settings.hotStore().retention().toDays() + "D",
            "upsert.interval",
            settings.streaming().upsertInterval().toString()),
        "acme.historical",
        Map.of(
            "events.per.second",
            Integer.toString(settings.streaming().historicalEventsPerSecond())),
        "acme.lake",
        lake(settings));
  }

  private static Map<String, String> lake(EnvironmentSettings settings) {
    return Map.of(
        "catalog.url", "https://glue." + settings.region() + ".amazonaws.com/iceberg",
        "catalog.warehouse", settings.account(),
        "catalog.authentication", "SIGV4",
        "database", LakeTableResource.database(settings),
        "writers.per.hour", Integer.toString(settings.lake().writersPerHour()),
        "buffer.bytes", Integer.toString(settings.lake().bufferMib() << 20),
        "commit.interval", settings.lake().commitInterval().toString());
  }

  private static List<PolicyStatement> permissions(
      EnvironmentSettings settings,
      KafkaCluster kafka,
      HotClusterStack hotStore,
      StorageStack storage) {
    String topic = settings.stream().eventsAccepted().name();
    return Stream.of(
            kafka.consuming(topic, CONSUMER_GROUP),
            kafka.consuming(settings.stream().eventsHistorical().name(), HISTORICAL_CONSUMER_GROUP),
            kafka.reading(settings.stream().definitions().name()),
            kafka.producingInTransactions(settings.stream().alerts().name(), ALERT_TRANSACTIONS),
            kafka.producingInTransactions(
                settings.stream().eventsUnique().name(), UNIQUE_TRANSACTIONS),
            kafka.producing(List.of(settings.stream().live().name())),
            List.of(HotStoreStack.reading(hotStore.ingestSecret())),
            storage.events().appending())
        .flatMap(List::stream)
        .toList();
  }
}
