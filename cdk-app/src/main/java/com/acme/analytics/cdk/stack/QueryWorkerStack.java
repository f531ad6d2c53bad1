package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Queries that take longer than a request may: their queue and the function that does them. */
public final class QueryWorkerStack extends Stack {
  /**
   * Of the function's timeout, as AWS advises. A worker shortens it to its own lease, so it is how
   * long a message waits that Lambda has received and no worker has begun.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda
   *     on SQS</a>
   */
  private static final int VISIBILITY_TIMEOUTS = 6;

  /** More than a worker's attempts, so that a job ends in the table rather than here. */
  private static final int MAX_RECEIVES = 10;

  private final QueryAccess access;

  public QueryWorkerStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      HotClusterStack hotCluster,
      Path query) {
    super(scope, "query-worker");
    FunctionSettings size = settings.api().queryWorker();
    Queue jobs =
        queue(settings, "Jobs", "query-jobs", /* retention= */ Duration.days(1))
            .visibilityTimeout(Duration.seconds(size.timeout().toSeconds() * VISIBILITY_TIMEOUTS))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .maxReceiveCount(MAX_RECEIVES)
                    .queue(
                        queue(settings, "DeadJobs", "query-jobs-dead", Duration.days(14)).build())
                    .build())
            .build();
    access = new QueryAccess(settings, storage, hotCluster, jobs);
    JavaFunction worker =
        new JavaFunction(
            this,
            settings,
            network.applications(),
            new FunctionSpec(
                "query-worker",
                "Answers queries that take longer than a request may",
                query,
                "com.acme.analytics.functions.query.QueryWorkerHandler",
                size,
                /* snapStart= */ false,
                /* layers= */ List.of(),
                access.environment(),
                access.working()));
    EventSourceMapping mapping =
        EventSourceMapping.Builder.create(this, "QueuedJobs")
            .target(worker.latest())
            .eventSourceArn(jobs.getQueueArn())
            .batchSize(1)
            .reportBatchItemFailures(true)
            // Else Lambda receives more than may run, and each time counts.
            .maxConcurrency(size.reservedConcurrency())
            .build();
    // Lambda tries the role against the queue when it makes the mapping.
    mapping.getNode().addDependency(worker.latest().getRole());
  }

  /** What the function behind the HTTP API reads and may do besides. */
  public QueryAccess access() {
    return access;
  }

  private Queue.Builder queue(
      EnvironmentSettings settings, String id, String name, Duration retention) {
    return Queue.Builder.create(this, id)
        .queueName(settings.resourceName(name))
        .retentionPeriod(retention)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .removalPolicy(RemovalPolicy.DESTROY);
  }
}
