package com.acme.analytics.functions.query.cache;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A cache in the S3 bucket of results, {@code cache/<customer>/<digest>}, for all processes. A
 * bucket that can't be reached within two seconds holds nothing.
 */
public final class ResultsBucketCache implements SliceCache {
  private static final Logger LOG = LoggerFactory.getLogger(ResultsBucketCache.class);

  /** What is written and read well within the timeout. */
  private static final int MAX_BYTES = 8 << 20;

  private static final AwsRequestOverrideConfiguration QUICK =
      AwsRequestOverrideConfiguration.builder().apiCallTimeout(Duration.ofSeconds(2)).build();

  private final S3Client s3;
  private final String bucket;
  private final Duration keptFor;
  private final Clock clock;

  /**
   * A cache in a bucket.
   *
   * @param s3 stays the caller's
   * @param keptFor how old an entry may be: the bucket forgets it some time after
   */
  public ResultsBucketCache(S3Client s3, String bucket, Duration keptFor, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keptFor = keptFor;
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> find(SliceKey key) {
    try {
      ResponseBytes<GetObjectResponse> found =
          s3.getObjectAsBytes(
              get -> get.bucket(bucket).key(path(key)).overrideConfiguration(QUICK));
      boolean isOld = found.response().lastModified().isBefore(clock.instant().minus(keptFor));
      return isOld ? Optional.empty() : Optional.of(found.asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException | UncheckedIOException e) {
      LOG.warn("the entry {} can't be read", key, e);
      return Optional.empty();
    }
  }

  @Override
  public void put(SliceKey key, byte[] entry) {
    if (entry.length > MAX_BYTES) {
      return;
    }
    try {
      s3.putObject(
          put ->
              put.bucket(bucket)
                  .key(path(key))
                  .contentType("application/gzip")
                  .overrideConfiguration(QUICK),
          RequestBody.fromBytes(entry));
    } catch (SdkException | UncheckedIOException e) {
      LOG.warn("the entry {} can't be written", key, e);
    }
  }

  private static String path(SliceKey key) {
    return "cache/%s/%s".formatted(key.customer(), key.digest());
  }
}
