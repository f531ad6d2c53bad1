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
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An SQS server that keeps queues and messages on disk. It takes any credentials and knows one
 * account, and a queue by the last part of its URL. Messages never expire: it has no retention.
 *
 * @param port of its API
 * @param account the account id in the ARNs of its queues
 * @param region the region in them
 */
public record SqsEngine(int port, String account, String region) implements Engine {
  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A new client of it. */
  public SqsClient client() {
    return SqsClient.builder()
        .endpointOverride(url())
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public String name() {
    return "sqs";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path run = Files.createDirectories(workspace.run(name()));
    Path configuration = run.resolve("elasticmq.conf");
    Files.writeString(
        configuration, configuration(Files.createDirectories(workspace.data(name()))));
    return new EngineCommand(jvm(configuration).command(workspace), Map.of(), run);
  }

  @Override
  public void check() throws Exception {
    Loopback.connect(port);
    try (SqsClient client = client()) {
      var unused = client.listQueues();
    }
  }

  private static EngineJvm jvm(Path configuration) {
    return new EngineJvm(
        Jdk.running(),
        "sqs",
        "org.elasticmq.server.Main",
        List.of(
            "-Xms32m",
            "-Xmx96m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dconfig.file=" + configuration));
  }

  private String configuration(Path data) {
    return """
    include classpath("application.conf")
    pekko.loglevel = WARNING
    node-address { protocol = http, host = "127.0.0.1", port = %d }
    rest-sqs { bind-hostname = "127.0.0.1", bind-port = %d, sqs-limits = strict }
    rest-stats { enabled = false }
    messages-storage {
      enabled = true
      # Without a delay an acknowledged message is in the file.
      uri = "jdbc:h2:file:%s/messages;WRITE_DELAY=0"
    }
    aws { region = "%s", accountId = "%s" }
    """
        .formatted(port, port, data, region, account);
  }
}
