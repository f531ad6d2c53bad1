package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.export.ExportLinks;
import com.acme.analytics.functions.query.export.ExportWork;
import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.job.ResultBucket;
import com.acme.analytics.functions.query.lake.EventReader;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.lake.TrinoLake;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SqsEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Clients of the real engines that jobs live in, and endpoint and workers on them. */
record JobStores(DynamoDbClient dynamo, SqsClient sqs, S3Client s3, S3Presigner presigner)
    implements AutoCloseable {
  private static final String URL = "https://sqs.eu-west-1.amazonaws.com/000000000000/jobs";
  private static final WorkerTimes QUICK =
      new WorkerTimes(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1));

  static JobStores of(DynamoDbEngine dynamo, SqsEngine sqs, S3Engine s3) {
    return new JobStores(
        DynamoDbClient.builder()
            .endpointOverride(dynamo.url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        sqs.client(),
        s3.client(),
        S3Presigner.builder()
            .endpointOverride(s3.url())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
            .build());
  }

  void create() {
    new DynamoDbTables(dynamo).create("jobs", "customer_id", "job_id");
    s3.createBucket(bucket -> bucket.bucket("results"));
    sqs.createQueue(
        queue ->
            queue.queueName("jobs").attributesWithStrings(Map.of("VisibilityTimeout", "5400")));
  }

  JobTable table() {
    return new JobTable(dynamo, "jobs");
  }

  JobEndpoint endpoint(Clock clock) {
    return new JobEndpoint(
        key -> Optional.of(HotStore.credential(key)),
        requests(),
        table(),
        new JobQueue(sqs, URL),
        new ResultBucket(s3, "results"),
        HotStore.TELEMETRY,
        clock);
  }

  ExportEndpoint exports(Clock clock) {
    return new ExportEndpoint(
        key -> Optional.of(HotStore.credential(key)),
        table(),
        new JobQueue(sqs, URL),
        new ExportLinks(presigner, "results"),
        HotStore.TELEMETRY,
        clock);
  }

  /** A worker that reads a lake for exports. */
  QueryWorker exporter(ClickHouseTier away, LakeEngine lake, int rowsOfPart, long maxRows) {
    return worker(
        HotStore.answers(away, new LakeStore(lake), lake, AnswerLimits.JOB),
        new ExportWork(table(), new EventReader(lake), s3, "results", rowsOfPart, maxRows));
  }

  /** A worker for which all that the hot tier does not hold is in a store. */
  QueryWorker worker(ClickHouseTier hot, TierStore other) {
    return worker(
        HotStore.answers(
            hot,
            other,
            new TrinoLake(HotStore.NO_LAKE, AnswerLimits.JOB.statement()),
            AnswerLimits.JOB));
  }

  QueryWorker worker(RequestAnswers answers) {
    return worker(answers, /* exports= */ null);
  }

  private QueryWorker worker(RequestAnswers answers, ExportWork exports) {
    return new QueryWorker(
        table(),
        new JobQueue(sqs, URL),
        new ResultBucket(s3, "results"),
        requests(),
        answers,
        exports,
        HotStore.TELEMETRY,
        QUICK,
        Clock.systemUTC());
  }

  private static QueryRequests requests() {
    return new QueryRequests(HotStore.DEFAULTS);
  }

  /** The next message, as Lambda would hand it over; empty when none comes within a second. */
  Optional<JobMessage> receive() {
    List<Message> messages =
        sqs.receiveMessage(receive -> receive.queueUrl(URL).waitTimeSeconds(1)).messages();
    return messages.stream()
        .map(each -> new JobMessage(each.messageId(), each.receiptHandle(), each.body()))
        .findFirst();
  }

  void delete(JobMessage message) {
    sqs.deleteMessage(delete -> delete.queueUrl(URL).receiptHandle(message.receiptHandle()));
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
    sqs.close();
    dynamo.close();
  }
}
