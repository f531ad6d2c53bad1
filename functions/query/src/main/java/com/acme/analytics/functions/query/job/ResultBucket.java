package com.acme.analytics.functions.query.job;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The S3 bucket of results, {@code <customer>/<job>/<attempt>/<page>.json}. Each attempt writes
 * under a name of its own, so that one that has lost its job can't change what another has said.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * bucket can't be reached.
 */
public final class ResultBucket {
  private final S3Client s3;
  private final String name;

  public ResultBucket(S3Client s3, String name) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Writes the result of the job's attempt. */
  public JobResult write(Job job, ResultPages pages) {
    for (int page = 1; page <= pages.documents().size(); page++) {
      String key = key(job, page);
      byte[] document = pages.documents().get(page - 1);
      try {
        s3.putObject(
            put -> put.bucket(name).key(key).contentType("application/json"),
            RequestBody.fromBytes(document));
      } catch (SdkException | UncheckedIOException e) {
        throw unavailable(e);
      }
    }
    return new JobResult(pages.documents().size(), pages.rows());
  }

  /**
   * Reads a page of the job's result; empty when it is no more.
   *
   * @param page from 1
   */
  public Optional<byte[]> read(Job job, int page) {
    try {
      return Optional.of(
          s3.getObjectAsBytes(get -> get.bucket(name).key(key(job, page))).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException | UncheckedIOException e) {
      throw unavailable(e);
    }
  }

  private static String key(Job job, int page) {
    return "%s/%s/%d/%d.json".formatted(job.customer().value(), job.id(), job.attempt(), page);
  }

  private static ProblemException unavailable(RuntimeException cause) {
    return new ProblemException(
        new Problem(ErrorCode.STORE_UNAVAILABLE, "the results can't be reached; retry"), cause);
  }
}
