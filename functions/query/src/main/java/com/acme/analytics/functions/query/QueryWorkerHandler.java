package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.ingest.rejected.ArchiveClient;
import com.acme.analytics.functions.query.export.ExportWork;
import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.job.ResultBucket;
import com.acme.analytics.functions.query.job.SqsEvent;
import com.acme.analytics.functions.query.lake.EventReader;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** The Lambda function that does jobs, one invocation for each message of the queue. */
public final class QueryWorkerHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QueryWorkerHandler.class);

  private final Metrics metrics;
  private final QueryConfig config;
  private QueryWorker worker;

  /** Reads the configuration from the environment. */
  public QueryWorkerHandler() {
    this(QueryConfig.from(System.getenv()), MetricsFactory.getMetricsInstance());
  }

  QueryWorkerHandler(QueryConfig config, Metrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    PowertoolsLogging.withLogging(
        context,
        () -> {
          Instant until = Instant.now().plusMillis(context.getRemainingTimeInMillis());
          List<String> failures = new ArrayList<>();
          for (JobMessage message : SqsEvent.read(in)) {
            if (!isDone(message, until)) {
              failures.add(message.id());
            }
          }
          SqsEvent.writeFailures(failures, out);
          metrics.flush();
          return null;
        });
  }

  private boolean isDone(JobMessage message, Instant until) {
    try {
      return worker().work(message, until);
    } catch (ProblemException e) {
      new QueryTelemetry(metrics).refused(e);
      return false;
    } catch (IllegalArgumentException e) {
      LOG.error(
          "message {} is no job's: it comes again until it is a dead letter", message.id(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its clients live as long as the execution environment. */
  private QueryWorker worker() {
    if (worker == null) {
      Clock clock = Clock.systemUTC();
      QueryTelemetry telemetry = new QueryTelemetry(metrics);
      QueryTiers tiers = QueryTiers.open(config, AnswerLimits.JOB);
      DynamoDbClient dynamo =
          DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
      CustomerTable customers = new CustomerTable(dynamo, config.customersTable());
      JobTable jobs = new JobTable(dynamo, config.jobsTable());
      S3Client s3 = ArchiveClient.open();
      worker =
          new QueryWorker(
              jobs,
              new JobQueue(
                  SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build(),
                  config.jobsQueueUrl()),
              new ResultBucket(s3, config.resultsBucket()),
              new QueryRequests(tiers.defaults()),
              tiers.requests(tiers.answers(customers, s3, telemetry, clock)),
              new ExportWork(
                  jobs,
                  new EventReader(tiers.lake()),
                  s3,
                  config.resultsBucket(),
                  ExportWork.ROWS_OF_PART,
                  ExportWork.MAX_ROWS),
              telemetry,
              WorkerTimes.STANDARD,
              clock);
    }
    return worker;
  }
}
