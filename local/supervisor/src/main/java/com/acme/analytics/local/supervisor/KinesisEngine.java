package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Kinesis emulator. It takes any credentials; streams belong to a region. What it acknowledged is
 * on disk within a second, so a kill may lose that much.
 *
 * @param port of its API
 * @param tlsPort of the same over TLS, which can't be switched off
 */
public record KinesisEngine(int port, int tlsPort) implements Engine {
  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String name() {
    return "kinesis";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port), new EnginePort("tls", tlsPort));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path module = workspace.module(name());
    Path emulator = NpmPackages.ofThisMachine().install(module).resolve("kinesis-local");
    Path data = Files.createDirectories(workspace.data(name()));
    return new EngineCommand(
        List.of(
            "node",
            "--max-old-space-size=256",
            module.resolve("server.cjs").toString(),
            emulator.resolve("main.js").toString()),
        Map.ofEntries(
            Map.entry("KINESIS_MOCK_CERT_PATH", emulator.resolve("server.json").toString()),
            Map.entry("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port)),
            Map.entry("KINESIS_MOCK_TLS_PORT", Integer.toString(tlsPort)),
            Map.entry("SHOULD_PERSIST_DATA", "true"),
            Map.entry("PERSIST_PATH", data.toString()),
            Map.entry("PERSIST_INTERVAL", "1s"),
            Map.entry("LOG_LEVEL", "WARN"),
            // How long AWS would take to change a stream.
            Map.entry("CREATE_STREAM_DURATION", "50ms"),
            Map.entry("SPLIT_SHARD_DURATION", "50ms"),
            Map.entry("MERGE_SHARDS_DURATION", "50ms")),
        data);
  }

  @Override
  public void check() throws Exception {
    HttpRequest health =
        HttpRequest.newBuilder(url().resolve("/healthcheck")).timeout(HttpCheck.TIMEOUT).build();
    HttpCheck.requireOk(name(), health);
  }
}
