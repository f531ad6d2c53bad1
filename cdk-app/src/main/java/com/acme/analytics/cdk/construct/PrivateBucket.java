package com.acme.analytics.cdk.construct;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/** What every bucket is: encrypted, never public, reached over TLS only. */
public final class PrivateBucket {
  private PrivateBucket() {}

  /** Starts such a bucket; the caller adds what is particular to it. */
  public static Bucket.Builder create(Construct scope, String id, RemovalPolicy removalPolicy) {
    return Bucket.Builder.create(scope, id)
        .encryption(BucketEncryption.S3_MANAGED)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(removalPolicy);
  }
}
