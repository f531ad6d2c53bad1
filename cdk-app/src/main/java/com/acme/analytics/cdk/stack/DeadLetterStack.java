package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.construct.NetworkInterfaces;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.constructs.Construct;

/** Refused events on their way from the topic to the archive. */
public final class DeadLetterStack extends Stack {
  private static final String CONSUMER_GROUP = "acme-rejected-archive";

  /** The most that Lambda hands over at once; it also stops at 6 MB. */
  private static final int BATCH_SIZE = 10_000;

  /**
   * How long a batch is waited for: an object a batch, so a longer wait costs less and shows later.
   */
  private static final Duration BATCHING_WINDOW = Duration.seconds(5);

  public DeadLetterStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      StreamStack stream,
      Path management) {
    super(scope, "dead-letters");
    JavaFunction archive =
        new JavaFunction(
            this,
            settings,
            network.applications(),
            archive(settings, storage, stream.kafka(), management));
    // No destination for failures and no end of retries: a batch fails when S3 does or when the
    // function is at fault, and once that is mended nothing is missing. Meanwhile its partition
    // waits, for as long as the topic keeps the records.
    EventSourceMapping mapping =
        EventSourceMapping.Builder.create(this, "RejectedEvents")
            .target(archive.latest())
            .eventSourceArn(stream.kafka().arn())
            .kafkaTopic(settings.stream().eventsRejected().name())
            .kafkaConsumerGroupId(CONSUMER_GROUP)
            .startingPosition(StartingPosition.TRIM_HORIZON)
            .batchSize(BATCH_SIZE)
            .maxBatchingWindow(BATCHING_WINDOW)
            .build();
    // Lambda tries the role against the cluster when it makes the mapping.
    mapping.getNode().addDependency(archive.latest().getRole());
  }

  private static FunctionSpec archive(
      EnvironmentSettings settings, StorageStack storage, KafkaCluster kafka, Path management) {
    // What a redelivered batch has written already is found by listing.
    PolicyStatement listing =
        PolicyStatement.Builder.create()
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(storage.rejected().getBucketArn()))
            .build();
    PolicyStatement writing =
        PolicyStatement.Builder.create()
            .actions(List.of("s3:PutObject"))
            .resources(List.of(storage.rejected().arnForObjects("*")))
            .build();
    return new FunctionSpec(
        "rejected-archive",
        "Writes the refused events of a topic to S3, where they are found and replayed",
        management,
        "com.acme.analytics.functions.ingest.management.RejectedArchiveHandler",
        settings.deadLetters().archive(),
        /* snapStart= */ false,
        /* layers= */ List.of(),
        Map.of("ACME_REJECTED_BUCKET", storage.rejected().getBucketName()),
        Stream.of(
                Stream.of(listing, writing),
                kafka.feeding(settings.stream().eventsRejected().name(), CONSUMER_GROUP).stream(),
                Stream.of(NetworkInterfaces.managedByEventSource()))
            .flatMap(statements -> statements)
            .toList());
  }
}
