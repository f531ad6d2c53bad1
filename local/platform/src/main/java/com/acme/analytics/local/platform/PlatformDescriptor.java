package com.acme.analytics.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running platform says of itself in {@code run/platform.json}; also the answer of {@code
 * ./acme status --json}. Addresses that don't exist yet are null.
 *
 * @param api address of the HTTP API
 * @param gateway address of the long-lived HTTP/2 gateway
 * @param grpc {@code host:port} of the same for gRPC clients
 * @param dashboard address of the dashboard
 * @param key the development API key
 * @param processes every process of the platform
 */
record PlatformDescriptor(
    String api,
    String gateway,
    String grpc,
    String dashboard,
    String key,
    List<ProcessDescriptor> processes) {

  static final PlatformDescriptor STOPPED =
      new PlatformDescriptor(null, null, null, null, null, List.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "platform.json";

  /**
   * One process.
   *
   * @param port its main port; null where it has none
   * @param rss_bytes resident memory
   */
  // rss_bytes is named as its JSON property is.
  record ProcessDescriptor(String name, long pid, Integer port, boolean healthy, long rss_bytes) {}

  static Optional<PlatformDescriptor> read(Home home) throws IOException {
    try {
      return Optional.of(
          JSON.readValue(Files.readAllBytes(home.run(FILE)), PlatformDescriptor.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Replaces the file at once, readable by its owner only: it holds the key. */
  void write(Home home) throws IOException {
    Path temporary =
        Files.createTempFile(
            home.run(""),
            FILE,
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(temporary, JSON.writeValueAsBytes(this));
    Files.move(
        temporary,
        home.run(FILE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Home home) throws IOException {
    Files.deleteIfExists(home.run(FILE));
  }

  String toJson() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }
}
