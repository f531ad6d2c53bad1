package com.acme.analytics.functions.query.export;

import com.acme.analytics.functions.query.job.Job;
import java.net.URL;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Addresses of parts, for whoever has them, for a while. Nothing is called to make one.
 *
 * @param bucket the S3 bucket of results
 */
public record ExportLinks(S3Presigner presigner, String bucket) {
  /** Enough to begin a download; a new address is one request away. */
  static final Duration VALID = Duration.ofMinutes(15);

  URL link(Job job, ExportPart part, ExportFormat format) {
    return presigner
        .presignGetObject(
            presign ->
                presign
                    .signatureDuration(VALID)
                    .getObjectRequest(
                        get ->
                            get.bucket(bucket)
                                .key(ExportPart.key(job, part.attempt(), part.number(), format))))
        .url();
  }
}
