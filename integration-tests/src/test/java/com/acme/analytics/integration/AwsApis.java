package com.acme.analytics.integration;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Where the AWS APIs of a test are.
 *
 * @param endpoint the address of a service, by its name ({@code dynamodb}, {@code kinesis}, {@code
 *     s3}, {@code secretsmanager})
 */
record AwsApis(Function<String, URI> endpoint, String region, String accessKey, String secretKey) {

  /** Offsets of the services' ports, as docs/operations/local.md lists them. */
  private static final Map<String, Integer> OFFSETS =
      Map.of("dynamodb", 6, "s3", 7, "secretsmanager", 8, "kinesis", 14);

  /** Those of a platform on this machine. */
  static AwsApis ofPlatform(int portBase) {
    return new AwsApis(
        service -> URI.create("http://127.0.0.1:" + (portBase + OFFSETS.get(service))),
        "eu-west-1",
        "acmelocal",
        "acmelocalsecret");
  }

  DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint.apply("dynamodb"))
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  KinesisClient kinesis() {
    return KinesisClient.builder()
        .endpointOverride(endpoint.apply("kinesis"))
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  S3Client s3() {
    return S3Client.builder()
        .endpointOverride(endpoint.apply("s3"))
        .forcePathStyle(true)
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  SecretsManagerClient secretsManager() {
    return SecretsManagerClient.builder()
        .endpointOverride(endpoint.apply("secretsmanager"))
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }
}
