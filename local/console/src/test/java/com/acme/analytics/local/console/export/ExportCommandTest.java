package com.acme.analytics.local.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.FakeApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final String HEADER = "path,\"a\r\nb\"\r\n";

  private final FakeApi server = new FakeApi();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void partsBecomeOneFileWithOneHeader() throws IOException {
    String done = document("csv", part(1, HEADER + "/a,1\r\n"), part(2, HEADER + "/b,2\r\n"));
    server.next(FakeApi.answering(202, "{\"export_id\":\"e1\"}"));
    server.next(FakeApi.answering(200, standing("queued", 0)));
    server.next(FakeApi.answering(200, standing("running", 1)));
    server.next(FakeApi.answering(200, done));
    server.next(FakeApi.answering(200, done));
    server.next(FakeApi.answering(200, done));

    CommandRun run =
        export("--from", "2026-03-01T00:00:00Z", "--filter", "a:eq:b", "--column", "path,n");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("events.csv")).content().isEqualTo(HEADER + "/a,1\r\n" + "/b,2\r\n");
    assertThat(server.documents())
        .containsExactly(
            "{\"format\":\"csv\",\"from\":\"2026-03-01T00:00:00Z\",\"filter\":[\"a:eq:b\"],"
                + "\"columns\":[\"path\",\"n\"]}");
    assertThat(run.err().lines())
        .containsSequence("export: queued", "export: running, 1 of 2 parts are written");
    assertThat(run.out()).startsWith("7 events: ");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void whatIsThereOfAPartIsNotDownloadedAgainAndTheKeyIsNotShownToTheStore() throws IOException {
    String done = document("ndjson", part(1, "{\"a\":1}\n"));
    Files.writeString(folder.resolve("events.ndjson.part-00001"), "{\"a\"");
    server.next(FakeApi.answering(200, done));
    server.next(FakeApi.answering(200, done));

    CommandRun run = run("--id", "e1", "--output", "events.ndjson");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("events.ndjson")).content().isEqualTo("{\"a\":1}\n");
    assertThat(server.ranges()).containsExactly("bytes=4-7");
    assertThat(server.paths()).containsExactly("/v2/exports/e1", "/v2/exports/e1");
  }

  @Test
  void aDamagedPartIsDownloadedAnew() throws IOException {
    String done = document("ndjson", part(1, "{\"a\":1}\n"));
    Files.writeString(folder.resolve("events.ndjson.part-00001"), "damaged!");
    server.next(FakeApi.answering(200, done));
    server.next(FakeApi.answering(200, done));

    CommandRun run = run("--id", "e1", "--output", "events.ndjson");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("events.ndjson")).content().isEqualTo("{\"a\":1}\n");
    assertThat(server.ranges()).containsExactly("bytes=0-7");
  }

  @Test
  void aFailureSaysHowToGoOn() {
    server.next(FakeApi.answering(202, "{\"export_id\":\"e1\"}"));
    server.next(
        FakeApi.answering(
            200,
            "{\"status\":\"failed\",\"problem\":{\"code\":\"internal\",\"detail\":\"it broke\"}}"));

    CommandRun run = export("--from", "2026-03-01T00:00:00Z");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "the job failed: internal: it broke",
            "go on with: ./acme export --id e1 --output events.csv");
  }

  @Test
  void noFileIsWrittenOver() throws IOException {
    Files.writeString(folder.resolve("events.csv"), "mine");

    CommandRun run = export("--from", "2026-03-01T00:00:00Z");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is there already (expected: the name of a new file)");
    assertThat(server.documents()).isEmpty();
    assertThat(export("--id", "e1", "--from", "2026-03-01T00:00:00Z").exitCode()).isNotZero();
  }

  private String part(int number, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "{\"number\":%d,\"bytes\":%d,\"sha256\":\"%s\",\"url\":\"%s\"}"
        .formatted(number, bytes.length, sha256(bytes), server.file("part-" + number, bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String document(String format, String... parts) {
    return "{\"status\":\"succeeded\",\"format\":\"%s\",\"rows\":7,\"parts\":[%s]}"
        .formatted(format, List.of(parts).stream().collect(Collectors.joining(",")));
  }

  private static String standing(String status, int done) {
    return "{\"status\":\"%s\",\"progress\":{\"parts_done\":%d,\"parts\":2}}"
        .formatted(status, done);
  }

  private CommandRun export(String option, String value, String... more) {
    List<String> arguments = new ArrayList<>(List.of(option, value, "--output", "events.csv"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private CommandRun run(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--api", server.api().address(), "--key", FakeApi.KEY));
    arguments.addAll(List.of(options));
    return CommandRun.of(new ExportCommand(CommandRun.surroundings(folder)), arguments);
  }
}
