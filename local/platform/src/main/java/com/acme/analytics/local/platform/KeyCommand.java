package com.acme.analytics.local.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes an API key as an operator does in AWS: by invoking the function that makes keys. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a customer's API key and prints it. It is stored hashed and can't be shown again."
    })
final class KeyCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = "--customer",
      required = true,
      paramLabel = "ID",
      description = "Whose: 1 to 64 of a-z, 0-9 and -. A new id is a new customer.")
  private String customer;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "What for: ingest, query or manage; repeatable (default: all three).")
  private List<String> scopes = List.of();

  @Option(
      names = "--rate",
      paramLabel = "EVENTS",
      description = "How many events a second it may send (default: 10000).")
  private Long rate;

  @Option(
      names = "--burst",
      paramLabel = "EVENTS",
      description = "How many at once, at least twice the rate (default: twice the rate).")
  private Long burst;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.fromEnvironment();
    if (ServerLock.holder(home).isEmpty()) {
      throw new IllegalStateException("nothing runs; start it with ./acme up");
    }
    int port = Ports.fromEnvironment(System.getenv()).lambda();
    JsonNode answer = invoke(port, new KeyRequest(customer, scopes, rate, burst).toJson());
    if (answer.has("errorMessage")) {
      throw new IllegalArgumentException(answer.get("errorMessage").asString());
    }
    spec.commandLine().getOut().println(answer.get("api_key").asString());
    return 0;
  }

  private static JsonNode invoke(int port, byte[] payload)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:"
                              + port
                              + "/2015-03-31/functions/"
                              + PlatformFunctions.CREATE_API_KEY
                              + "/invocations"))
                  .timeout(Duration.ofSeconds(30))
                  .POST(BodyPublishers.ofByteArray(payload))
                  .build(),
              BodyHandlers.ofByteArray());
      return JSON.readTree(response.body());
    }
  }
}
