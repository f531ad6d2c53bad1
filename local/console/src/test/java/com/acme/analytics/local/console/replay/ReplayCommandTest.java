package com.acme.analytics.local.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.FakeApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayCommandTest {
  private static final String LOG =
      """
      192.0.2.7 - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 1 "-" "agent"
      no log line
      192.0.2.8 - - [17/May/2015:11:05:13 +0000] "GET /b HTTP/1.1" 200 1 "-" "agent"
      """;

  private final FakeApi server = new FakeApi();
  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void writeLog() throws IOException {
    log = Files.createDirectory(folder.resolve("logs")).resolve("site.log");
    Files.writeString(log, LOG);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theLastLineFallsAtTheStartOfTheHourByDefault() {
    CommandRun run = replay();

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(sent("timestamp")).containsExactly("2026-03-10T10:59:50Z", "2026-03-10T12:00:00Z");
    assertThat(run.out()).contains("accepted: 2", "rejected: 0", "unreadable: 1");
  }

  @Test
  void theLastLineFallsAtTheEndingGiven() {
    replay("--ending", "2026-01-31T12:30:10+01:00");

    assertThat(sent("timestamp")).containsExactly("2026-01-31T10:30:00Z", "2026-01-31T11:30:10Z");
  }

  @Test
  void timesAreKeptOnRequest() {
    replay("--keep-times");

    assertThat(sent("timestamp")).containsExactly("2015-05-17T10:05:03Z", "2015-05-17T11:05:13Z");
  }

  @Test
  void replayingAgainSendsTheSameIdsAlsoFromTheGzip() throws IOException {
    replay();
    List<String> first = sent("event_id");
    Path zipped = log.resolveSibling("site.log.1.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(LOG.getBytes(StandardCharsets.UTF_8));
    }
    CommandRun run = replay(zipped, List.of());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(sent("event_id")).hasSize(4).endsWith(first.toArray(String[]::new));
  }

  @Test
  void unreadableLinesAreKeptBesideTheLog() throws IOException {
    replay();

    assertThat(Files.readString(log.resolveSibling("site.log.unreadable.jsonl")))
        .isEqualTo(
            "{\"line\":2,\"reason\":\"no user and time at column 8\",\"text\":\"no log line\"}\n");
  }

  @Test
  void unreadableLinesGoToTheWorkingDirectoryWhereTheLogsFolderIsNotWritable() throws IOException {
    // A folder of that name forbids it to the superuser as well.
    Files.createDirectory(log.resolveSibling("site.log.unreadable.jsonl"));

    CommandRun run = replay();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("kept in " + folder.resolve("site.log.unreadable.jsonl"));
    assertThat(folder.resolve("site.log.unreadable.jsonl")).isRegularFile();
  }

  @Test
  void rejectedEventsAreCountedByCodeAndFailTheCommand() {
    server.next(
        FakeApi.answering(
            202,
            """
            {"accepted":1,"rejected":1,"results":[{"index":1,"status":"rejected",
             "code":"timestamp_out_of_range","detail":"too late"}]}
            """));

    CommandRun run = replay();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("accepted: 1", "rejected: 1")
        .contains("timestamp_out_of_range: 1 (first: line 3: too late)");
  }

  @Test
  void undeliveredEventsFailTheCommand() {
    server.next(FakeApi.answering(401, "{\"code\":\"unknown_api_key\"}"));

    CommandRun run = replay();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("accepted: 0", "undelivered: 2");
    assertThat(run.err()).contains("401 unknown_api_key");
  }

  @Test
  void progressGoesAsPlainLinesWhereNobodyWatches() {
    assertThat(replay("--batch", "1", "--parallel", "1").err())
        .contains("replay: 1 of 2 events", "replay: 2 of 2 events");
  }

  @Test
  void aLogWithoutAnyReadableLineIsNotSent() throws IOException {
    Files.writeString(log, "a\nb\n");

    CommandRun run = replay();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no line in the combined log format; line 1:");
    assertThat(server.batches()).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() {
    CommandRun run = replay(folder.resolve("missing.log"), List.of());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("missing.log is not a file");
  }

  @Test
  void wrongUsageEndsWith2() {
    assertThat(run(List.of()).exitCode()).isEqualTo(2);
    assertThat(replay("--batch", "0").exitCode()).isEqualTo(2);
    assertThat(replay("--ending", "yesterday").exitCode()).isEqualTo(2);
    assertThat(replay("--patience", "5x").err()).contains("'5x' is not a length of time");
    assertThat(replay("--keep-times", "--ending", "2026-01-31T12:00:00Z").exitCode()).isEqualTo(2);
  }

  @Test
  void helpIsGiven() {
    CommandRun run = run(List.of("--help"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--ending", "--keep-times", "--unreadable", "--patience");
  }

  private CommandRun replay(String... options) {
    return replay(log, List.of(options));
  }

  private CommandRun replay(Path file, List<String> options) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of(file.toString(), "--api", server.api().address(), "--key", FakeApi.KEY));
    return run(arguments);
  }

  private CommandRun run(List<String> arguments) {
    return CommandRun.of(new ReplayCommand(CommandRun.surroundings(folder)), arguments);
  }

  private List<String> sent(String field) {
    return server.events().stream().map(event -> event.path(field).stringValue()).toList();
  }
}
