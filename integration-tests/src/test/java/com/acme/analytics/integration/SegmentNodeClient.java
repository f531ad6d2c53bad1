package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Segment's library for Node, in a process of its own; it sends every batch twice. */
record SegmentNodeClient(String address, String key) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FOLDER = AcmeCommand.checkout().resolve("integration-tests/segment");

  /** Sends one message of each kind and some tracks; ends once all are answered. */
  void send(int tracks) throws IOException {
    ProcessBuilder node =
        new ProcessBuilder("node", "send.mjs", address, Integer.toString(tracks))
            .directory(FOLDER.toFile());
    node.environment().put("WRITE_KEY", key);
    CommandResult result = AcmeCommand.finish(node.start()).succeeded();
    JsonNode said = JSON.readTree(result.out());
    assertThat(said.get("failures")).as(result.out()).isEmpty();
    assertThat(said.get("batches").asInt()).isPositive();
    assertThat(said.get("requests").asInt())
        .isGreaterThanOrEqualTo(2 * said.get("batches").asInt());
  }
}
