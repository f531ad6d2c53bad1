package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server that keeps a bucket as a directory and an object as a file under its key. Clients
 * must use path-style addresses.
 *
 * @param port of its API
 * @param accessKey the only identity it knows
 * @param secretKey that identity's secret
 */
public record S3Engine(int port, String accessKey, String secretKey) implements Engine {
  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "s3",
          "org.gaul.s3proxy.Main",
          List.of("-Xms32m", "-Xmx96m", "-Xss512k", "-XX:TieredStopAtLevel=1"));

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A new client of it. */
  public S3Client client() {
    return S3Client.builder()
        .endpointOverride(url())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(HttpCheck.TIMEOUT)
                .socketTimeout(HttpCheck.TIMEOUT)
                .build())
        .build();
  }

  /** What points the AWS SDK of another engine at it. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        Region.US_EAST_1.id(),
        "AWS_ACCESS_KEY_ID",
        accessKey,
        "AWS_SECRET_ACCESS_KEY",
        secretKey,
        "AWS_ENDPOINT_URL_S3",
        url().toString());
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path run = Files.createDirectories(workspace.run(name()));
    Path properties = run.resolve("s3proxy.properties");
    Files.writeString(properties, properties(Files.createDirectories(workspace.data(name()))));
    return new EngineCommand(
        JVM.command(workspace, "--properties", properties.toString()), Map.of(), run);
  }

  @Override
  public void check() throws Exception {
    Loopback.connect(port);
    try (S3Client client = client()) {
      var unused = client.listBuckets();
    }
  }

  private String properties(Path data) {
    return """
    s3proxy.endpoint=%s
    s3proxy.authorization=aws-v2-or-v4
    s3proxy.identity=%s
    s3proxy.credential=%s
    # Newer clients send headers it doesn't know, such as those of checksums.
    s3proxy.ignore-unknown-headers=true
    jclouds.provider=filesystem-nio2
    jclouds.filesystem.basedir=%s
    """
        .formatted(url(), accessKey, secretKey, data);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "S3Engine[port=%d]".formatted(port);
  }
}
