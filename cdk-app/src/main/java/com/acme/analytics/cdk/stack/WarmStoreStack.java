package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.ContentDigest;
import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import com.acme.analytics.cdk.settings.WarmStoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** What Druid takes in of the stream, and how long it keeps it. */
public final class WarmStoreStack extends Stack {
  public WarmStoreStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      KafkaCluster kafka,
      WarmClusterStack cluster,
      Path provisioning) {
    super(scope, "warm-store");
    addStackDependency(cluster, "Specs find a Druid that takes them");
    WarmStoreSettings warm = settings.warmStore();
    JavaFunction ingestion =
        new JavaFunction(
            this, settings, network.applications(), ingestion(settings, kafka, provisioning));
    CustomResource.Builder.create(this, "Ingestion")
        .resourceType("Custom::DruidIngestion")
        .serviceToken(ingestion.latest().getFunctionArn())
        .removalPolicy(settings.removalPolicy())
        .properties(
            Map.of(
                "Topic", settings.stream().eventsUnique().name(),
                "Tasks", warm.tasks(),
                "Replicas", warm.replicas(),
                "RetentionDays", warm.retention().toDays(),
                "Version", ContentDigest.DRUID_SPECS.of(provisioning)))
        .build();
  }

  /**
   * It needs no access to Kafka: it tells Druid where the brokers are, and Druid signs in itself.
   */
  private static FunctionSpec ingestion(
      EnvironmentSettings settings, KafkaCluster kafka, Path provisioning) {
    return new FunctionSpec(
        "provisioning-druid",
        "Custom::DruidIngestion: tells Druid what to take in and how long to keep it",
        provisioning,
        "com.acme.analytics.functions.provisioning.DruidIngestionHandler",
        // A deletion waits for tasks that publish what they have read.
        new FunctionSettings(512, Duration.ofMinutes(10), /* reservedConcurrency= */ 1),
        /* snapStart= */ false,
        /* layers= */ List.of(),
        Map.of(
            "ACME_DRUID_URL", settings.warmStore().url(),
            "ACME_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
        List.of());
  }
}
