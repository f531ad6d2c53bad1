package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.emulation.model.Queue;
import com.acme.analytics.local.emulation.model.SqsEventSourceMapping;
import java.time.Duration;
import java.util.List;

/**
 * Reads event source mappings of SQS. Defaults are those of Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">the
 *     parameters</a>
 */
final class SqsEventSourceReader {
  private static final int DEFAULT_BATCH_SIZE = 10;

  /** Lambda begins with five invocations at once; one machine needs no more. */
  private static final int CONCURRENCY = 5;

  /** What would change which messages a function gets, and is not done here. */
  private static final List<String> UNSUPPORTED =
      List.of("FilterCriteria", "ProvisionedPollerConfig");

  private final List<LambdaFunction> functions;
  private final List<Queue> queues;

  /** For an environment with these functions and queues. */
  SqsEventSourceReader(List<LambdaFunction> functions, List<Queue> queues) {
    this.functions = List.copyOf(functions);
    this.queues = List.copyOf(queues);
  }

  static boolean isOfSqs(Properties mapping) {
    return mapping.optionalText("EventSourceArn").orElse("").startsWith("arn:aws:sqs:");
  }

  SqsEventSourceMapping read(Properties mapping) {
    EventSourceReader.requireNone(mapping, UNSUPPORTED);
    LambdaFunction function = EventSourceReader.function(mapping, functions);
    Queue queue = queue(mapping);
    if (queue.visibilityTimeout().compareTo(function.timeout()) < 0) {
      // Lambda refuses it too: the message would come again while it is worked on.
      throw new AssemblyException(
          "%s: VisibilityTimeout of %s: %s (expected: at least the function's timeout, %s)"
              .formatted(
                  mapping.resource(), queue.name(), queue.visibilityTimeout(), function.timeout()));
    }
    try {
      return new SqsEventSourceMapping(
          mapping.resource().logicalId(),
          function.name(),
          queue,
          mapping.optionalNumber("BatchSize").orElse(DEFAULT_BATCH_SIZE),
          Duration.ofSeconds(mapping.optionalNumber("MaximumBatchingWindowInSeconds").orElse(0)),
          mapping.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
          mapping
              .in("ScalingConfig")
              .optionalNumber("MaximumConcurrency")
              .map(most -> Math.min(most, CONCURRENCY))
              .orElse(CONCURRENCY));
    } catch (IllegalArgumentException e) {
      throw new AssemblyException(mapping.resource() + ": " + e.getMessage(), e);
    }
  }

  private Queue queue(Properties mapping) {
    String arn = mapping.text("EventSourceArn");
    return queues.stream()
        .filter(queue -> queue.arn().equals(arn))
        .findFirst()
        .orElseThrow(
            () ->
                new AssemblyException(
                    "%s: EventSourceArn: %s (expected: a queue of the environment)"
                        .formatted(mapping.resource(), arn)));
  }
}
