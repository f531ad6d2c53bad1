package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.ConnectPlugin;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.construct.KinesisSource;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.KinesisStreamSettings;
import java.nio.file.Path;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Kinesis streams of customers, each with a connector that copies it to Kafka. */
public final class KinesisStack extends Stack {
  public KinesisStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      KafkaCluster kafka,
      Path plugin) {
    super(scope, "kinesis");
    ConnectPlugin source =
        new ConnectPlugin(this, "KinesisSource", settings, "kinesis-source", plugin);
    LogGroup logs =
        LogGroup.Builder.create(this, "ConnectLogs")
            .logGroupName("/acme/" + settings.name() + "/kinesis-source")
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    for (KinesisStreamSettings stream : settings.ingest().kinesis().streams()) {
      Stream kinesis = stream(settings, stream);
      if (stream.connected()) {
        new KinesisSource(
            this, settings, stream, kinesis, kafka, network.applications(), source, logs);
      }
    }
  }

  private Stream stream(EnvironmentSettings settings, KinesisStreamSettings stream) {
    Stream kinesis =
        Stream.Builder.create(this, "Stream-" + stream.customer())
            .streamName(settings.resourceName("events-" + stream.customer()))
            .streamMode(StreamMode.ON_DEMAND)
            .encryption(StreamEncryption.MANAGED)
            .retentionPeriod(Duration.days(stream.retention().toDays()))
            .build();
    kinesis.applyRemovalPolicy(settings.removalPolicy());
    return kinesis;
  }
}
