package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.functions.ingest.management.rejected.ArchiveWriter;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveClient;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The function behind topic {@code events.rejected}: what an MSK event source hands over goes to
 * S3. It fails as a whole or not at all; a batch that failed comes again. It connects at its first
 * batch, so a snapshot would hold no connection.
 */
public final class RejectedArchiveHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RejectedArchiveHandler.class);

  private final ArchiveConfig config;
  private final PowertoolsArchiveMetrics metrics;
  private S3Client s3;

  /**
   * For Lambda, which makes one.
   *
   * @throws IllegalArgumentException when the environment doesn't configure the function
   */
  public RejectedArchiveHandler() {
    this(ArchiveConfig.from(System.getenv()));
  }

  RejectedArchiveHandler(ArchiveConfig config) {
    this.config = config;
    this.metrics = new PowertoolsArchiveMetrics();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    PowertoolsLogging.initializeLogging(context);
    try {
      ArchiveBucket bucket = new ArchiveBucket(open(), config.rejectedBucket());
      int records = new ArchiveWriter(bucket, metrics).write(in);
      LOG.info("{} records archived", records);
    } finally {
      metrics.flush();
      PowertoolsLogging.clearState(true);
    }
  }

  private synchronized S3Client open() {
    if (s3 == null) {
      s3 = ArchiveClient.open();
    }
    return s3;
  }
}
