package com.acme.analytics.functions.ingest.rejected;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** How the archive is talked to. */
public final class ArchiveClient {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(4);

  private ArchiveClient() {}

  /** A client that connects when first used; the caller closes it. */
  public static S3Client open() {
    return S3Client.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(ATTEMPT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT))
        .overrideConfiguration(
            settings ->
                settings
                    .addExecutionInterceptor(new WithoutExpectation())
                    .apiCallTimeout(CALL_TIMEOUT)
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT))
        .build();
  }
}
