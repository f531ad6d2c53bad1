package com.acme.analytics.local.emulation.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A static site: a CloudFront distribution, its bucket, and what is deployed to that bucket.
 *
 * @param logicalId the distribution's id in its stack
 * @param bucketName the origin
 * @param defaultRootObject what {@code /} is, such as {@code index.html}
 * @param errorResponses what the distribution answers instead of an error of its origin
 * @param responseHeaders what the distribution adds to every answer. Strict-Transport-Security is
 *     not among them: nothing local speaks TLS
 * @param sources in the order in which they are copied
 */
public record WebSite(
    String logicalId,
    String bucketName,
    Optional<String> defaultRootObject,
    List<ErrorResponse> errorResponses,
    Map<String, String> responseHeaders,
    List<Source> sources) {

  /**
   * A custom error response.
   *
   * @param errorCode the origin's status
   * @param pagePath the page to answer with, such as {@code /index.html}
   * @param responseCode the status to answer with
   */
  public record ErrorResponse(int errorCode, String pagePath, int responseCode) {}

  /**
   * One source of a bucket deployment.
   *
   * @param directory the asset's files
   * @param keyPrefix where they go in the bucket; empty is its root
   * @param replacements texts in these files that only a deployment knows the values of: the
   *     deployment's own markers, and public addresses
   */
  public record Source(Path directory, String keyPrefix, Map<String, String> replacements) {}
}
