package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A ClickHouse server. Its database is made by the migrations, not here.
 *
 * @param httpPort of its HTTP interface
 * @param tcpPort of its native interface
 * @param database the one that the accounts' roles are about
 * @param accounts its users; the first also serves the readiness check
 * @param maxMemoryBytes of all that it does at once
 */
public record ClickHouseEngine(
    int httpPort,
    int tcpPort,
    String database,
    List<ClickHouseAccount> accounts,
    long maxMemoryBytes)
    implements Engine {
  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "clickhouse",
          "com.acme.analytics.local.engines.clickhouse.ClickHouseServer",
          List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));

  /** A laptop's worth: the default is for a machine of its own. */
  private static final long LAPTOP_BYTES = 800_000_000;

  /** A server beside many others. */
  public ClickHouseEngine(
      int httpPort, int tcpPort, String database, List<ClickHouseAccount> accounts) {
    this(httpPort, tcpPort, database, accounts, LAPTOP_BYTES);
  }

  public ClickHouseEngine {
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("ClickHouse accounts: [] (expected: at least one)");
    }
  }

  /** Its HTTP interface. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** The account of that role, the first when there are several. */
  public ClickHouseAccount account(ClickHouseAccount.Role role) {
    return accounts.stream()
        .filter(account -> account.role() == role)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ClickHouse role: %s (expected: one of %s)".formatted(role, accounts)));
  }

  @Override
  public String name() {
    return "clickhouse";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", httpPort), new EnginePort("native", tcpPort));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path library =
        NpmPackages.ofThisMachine()
            .install(workspace.module("clickhouse"))
            .resolve("@chdb/lib-linux-x64-gnu/libchdb.so");
    Path run = Files.createDirectories(workspace.run(name()));
    ClickHouseConfiguration configuration =
        new ClickHouseConfiguration(this, Files.createDirectories(workspace.data(name())));
    Path users = Files.writeString(run.resolve("users.xml"), configuration.users());
    Path server = Files.writeString(run.resolve("config.xml"), configuration.server(users));
    return new EngineCommand(
        JVM.command(workspace, library.toString(), server.toString()), Map.of(), run);
  }

  @Override
  public void check() throws Exception {
    ClickHouseAccount account = accounts.getFirst();
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/?query=SELECT%201"))
            .header("X-ClickHouse-User", account.name())
            .header("X-ClickHouse-Key", account.password())
            .timeout(HttpCheck.TIMEOUT)
            .build();
    HttpCheck.requireOk(name(), request);
    Loopback.connect(tcpPort);
  }
}
