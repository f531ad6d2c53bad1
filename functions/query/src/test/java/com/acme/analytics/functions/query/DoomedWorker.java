package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SqsEngine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A worker in a process of its own, which is killed before its query ends. */
final class DoomedWorker {
  private DoomedWorker() {}

  static Process start(
      DynamoDbEngine dynamo, SqsEngine sqs, S3Engine s3, HotStore hot, JobMessage message, File log)
      throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedWorker.class.getName(),
                Integer.toString(dynamo.port()),
                Integer.toString(sqs.port()),
                Integer.toString(s3.port()),
                hot.engine().engine().url().toString(),
                hot.password(),
                message.receiptHandle(),
                message.body()))
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  /**
   * Works until it is killed.
   *
   * @param args ports of DynamoDB, SQS and S3; ClickHouse's URL and password; handle and body of
   *     the message
   */
  public static void main(String[] args) throws Exception {
    DynamoDbEngine dynamo = new DynamoDbEngine(Integer.parseInt(args[0]));
    SqsEngine sqs = new SqsEngine(Integer.parseInt(args[1]), "000000000000", "eu-west-1");
    S3Engine s3 = new S3Engine(Integer.parseInt(args[2]), "access-key", "secret-key");
    try (JobStores stores = JobStores.of(dynamo, sqs, s3);
        ClickHouseTier tier =
            HotStore.tier(URI.create(args[3]), "acme", args[4], AnswerLimits.JOB)) {
      stores
          .worker(tier, new SlowStore(tier))
          .work(new JobMessage("id", args[5], args[6]), Instant.now().plusSeconds(900));
    }
  }
}
