package com.acme.analytics.local.emulation.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Through AWS's own client. */
class SecretsManagerServerTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:000000000000:secret:acme/dev/query-abc123";
  private static final Secret DECLARED =
      new Secret(
          "Query",
          "acme/dev/query",
          ARN,
          Optional.of("reads"),
          Optional.empty(),
          Optional.of(
              new Secret.Generation(
                  Optional.of(new Secret.Template("{\"username\":\"acme_query\"}", "password")),
                  32,
                  "",
                  false,
                  false,
                  false,
                  true,
                  false,
                  true)));

  @TempDir Path directory;
  private SecretsManagerServer server;
  private SecretsManagerClient client;

  @BeforeEach
  void start() {
    server = open();
    client =
        SecretsManagerClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aDeclaredSecretIsGeneratedAndFoundByNameAndArn() {
    String byName = value("acme/dev/query");

    JsonNode json = JsonMapper.shared().readTree(byName);
    assertThat(json.path("username").asString()).isEqualTo("acme_query");
    assertThat(json.path("password").asString())
        .hasSize(32)
        .matches("[A-Za-z0-9]+")
        .matches(".*[a-z].*")
        .matches(".*[A-Z].*")
        .matches(".*[0-9].*");
    assertThat(value(ARN)).isEqualTo(byName);
    assertThat(value(ARN.substring(0, ARN.length() - 7))).isEqualTo(byName);
  }

  @Test
  void valuesAreKeptInAFileThatOnlyItsOwnerReads() throws IOException {
    String before = value("acme/dev/query");
    server.close();

    try (SecretsManagerServer again = open()) {
      assertThat(again.port()).isPositive();
      assertThat(Files.readString(directory.resolve("secrets.json"))).contains("acme_query");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("secrets.json"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(directory.resolve("secrets.json")))
        .contains(JsonMapper.shared().readTree(before).path("password").asString());
  }

  @Test
  void aNewValueMovesTheStages() {
    String first = value("acme/dev/query");

    client.putSecretValue(put -> put.secretId("acme/dev/query").secretString("second"));

    assertThat(value("acme/dev/query")).isEqualTo("second");
    assertThat(
            client
                .getSecretValue(get -> get.secretId("acme/dev/query").versionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo(first);
    assertThat(
            client
                .describeSecret(describe -> describe.secretId("acme/dev/query"))
                .versionIdsToStages())
        .hasSize(2);
  }

  @Test
  void aSecretIsCreatedOnceAndListed() {
    client.createSecret(create -> create.name("other").secretString("v").description("d"));

    assertThat(value("other")).isEqualTo("v");
    assertThat(client.listSecrets(list -> list.maxResults(1)).nextToken()).isNotNull();
    assertThat(
            client.listSecretsPaginator(list -> list.maxResults(1)).stream()
                .flatMap(page -> page.secretList().stream()))
        .extracting(SecretListEntry::name)
        .containsExactly("acme/dev/query", "other");
    assertThatThrownBy(() -> client.createSecret(create -> create.name("other")))
        .isInstanceOf(ResourceExistsException.class);
  }

  @Test
  void refusalsAreTheTypesThatTheClientKnows() {
    assertThatThrownBy(() -> value("nobody"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("can't find the specified secret");
    assertThatThrownBy(
            () ->
                client.getSecretValue(
                    get -> get.secretId("acme/dev/query").versionStage("AWSPENDING")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("AWSPENDING");
    assertThatThrownBy(() -> client.putSecretValue(put -> put.secretId("acme/dev/query")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> client.deleteSecret(delete -> delete.secretId("acme/dev/query")))
        .isInstanceOf(SecretsManagerException.class)
        .hasMessageContaining("DeleteSecret");
  }

  private SecretsManagerServer open() {
    return new SecretsManagerServer(
        0, directory.resolve("secrets.json"), "eu-west-1", List.of(DECLARED), Clock.systemUTC());
  }

  private String value(String id) {
    return client.getSecretValue(get -> get.secretId(id)).secretString();
  }
}
