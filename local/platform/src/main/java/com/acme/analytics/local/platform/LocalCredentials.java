package com.acme.analytics.local.platform;

import java.util.Map;

/**
 * The AWS credentials of this machine's services. They listen on loopback only, so these are names
 * rather than secrets. DynamoDB Local takes letters and digits only.
 */
final class LocalCredentials {
  static final String ACCESS_KEY = "acmelocal";
  static final String SECRET_KEY = "acmelocalsecret";

  private LocalCredentials() {}

  /** What points an AWS SDK at this machine, by the SDK's own variables. */
  static Map<String, String> environment(Ports ports, String region) {
    return Map.of(
        "AWS_REGION",
        region,
        "AWS_DEFAULT_REGION",
        region,
        "AWS_ACCESS_KEY_ID",
        ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        SECRET_KEY,
        "AWS_EC2_METADATA_DISABLED",
        "true",
        "AWS_ENDPOINT_URL_DYNAMODB",
        "http://127.0.0.1:" + ports.dynamoDb(),
        "AWS_ENDPOINT_URL_KINESIS",
        "http://127.0.0.1:" + ports.kinesis(),
        "AWS_ENDPOINT_URL_S3",
        "http://127.0.0.1:" + ports.s3(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        "http://127.0.0.1:" + ports.secretsManager(),
        "AWS_ENDPOINT_URL_SQS",
        "http://127.0.0.1:" + ports.sqs());
  }
}
