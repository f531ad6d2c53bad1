package com.acme.analytics.functions.ingest.rejected;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The S3 bucket of refused events. Every method may throw {@link ArchiveUnavailableException}. */
public final class ArchiveBucket {
  /** How long an object is kept. */
  public static final Duration RETENTION = Duration.ofDays(30);

  private final S3Client s3;
  private final String name;

  public ArchiveBucket(S3Client s3, String name) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * A part of a list.
   *
   * @param keys in the order of their bytes
   * @param more whether the list goes on after the last of them
   */
  public record Page(List<String> keys, boolean more) {}

  /** The first keys, at most 1,000, that have a prefix and sort after a text. */
  public Page list(String prefix, String after) {
    try {
      ListObjectsV2Response response =
          s3.listObjectsV2(request -> request.bucket(name).prefix(prefix).startAfter(after));
      return new Page(
          response.contents().stream().map(S3Object::key).toList(),
          Boolean.TRUE.equals(response.isTruncated()));
    } catch (SdkException | UncheckedIOException e) {
      throw unavailable(e);
    }
  }

  /** Writes an object as a whole, or nothing. */
  public void put(String key, byte[] object) {
    try {
      s3.putObject(
          request -> request.bucket(name).key(key).contentType("application/gzip"),
          RequestBody.fromBytes(object));
    } catch (SdkException | UncheckedIOException e) {
      throw unavailable(e);
    }
  }

  /** The object's bytes; empty where it has expired since it was listed. */
  public Optional<InputStream> open(String key) {
    try {
      return Optional.of(s3.getObject(request -> request.bucket(name).key(key)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException | UncheckedIOException e) {
      throw unavailable(e);
    }
  }

  private ArchiveUnavailableException unavailable(RuntimeException cause) {
    return new ArchiveUnavailableException("bucket " + name + " does not answer", cause);
  }
}
