package com.acme.analytics.local.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.console.CommandRun;
import com.acme.analytics.local.console.FakeApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryCommandTest {
  private static final String ANSWER =
      """
      {"columns":[{"name":"path","type":"string"},{"name":"count","type":"integer"}],
       "rows":[["/projects/xdotool/",224],["/a\\u001b[31m",7],[null,12345]],
       "meta":{"tiers":[{"name":"hot","freshness_ms":840,"elapsed_ms":12}],
               "exact":true,"partial":false,"elapsed_ms":15}}""";

  private final FakeApi server = new FakeApi();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theAnswerIsAnAlignedTable() {
    server.next(FakeApi.answering(200, ANSWER));

    CommandRun run = query("--by", "path");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "path                count",
            "------------------  -----",
            "/projects/xdotool/    224",
            "/a·[31m                 7",
            "                    12345",
            "3 rows from hot (840 ms old, took 12 ms); exact; 15 ms");
  }

  @Test
  void theAnswerIsPrintedAsItCameOnRequest() {
    server.next(FakeApi.answering(200, ANSWER));

    assertThat(query("--json").out()).isEqualToIgnoringNewLines(ANSWER);
  }

  @Test
  void whatIsNotAskedIsNotSent() {
    query();

    assertThat(server.queries()).containsExactly("null");
    assertThat(server.keys()).containsExactly(FakeApi.KEY);
  }

  @Test
  void optionsBecomeParameters() {
    query(
        "--measure",
        "count",
        "--measure",
        "unique_users,sum:bytes",
        "--by",
        "path",
        "--by",
        "status",
        "--filter",
        "status:eq:404",
        "--filter",
        "path:eq:/a&b",
        "--from",
        "2026-03-10T10:00:00+01:00",
        "--to",
        "2026-03-10T11:00:00Z",
        "--every",
        "1m",
        "--order",
        "-count",
        "--limit",
        "7");

    assertThat(server.queries())
        .containsExactly(
            "measures=count%2Cunique_users%2Csum%3Abytes&dimensions=path%2Cstatus"
                + "&filter=status%3Aeq%3A404&filter=path%3Aeq%3A%2Fa%26b"
                + "&from=2026-03-10T09%3A00%3A00Z&to=2026-03-10T11%3A00%3A00Z"
                + "&granularity=1m&order=-count&limit=7");
  }

  @Test
  void sqlIsPostedAsItIsAndItsAnswerIsATableToo() {
    server.next(FakeApi.answering(200, ANSWER));

    CommandRun run = query("SELECT path, count(*) FROM events WHERE path = '\"ü\"'");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("/projects/xdotool/    224");
    assertThat(server.documents())
        .containsExactly(
            "{\"sql\":\"SELECT path, count(*) FROM events WHERE path = '\\\"ü\\\"'\"}");
    assertThat(server.queries()).isEmpty();
  }

  @Test
  void sqlStandsAlone() {
    CommandRun run = query("SELECT count(*) FROM events", "--limit", "5");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("SQL says it all");
    assertThat(server.documents()).isEmpty();
  }

  @Test
  void aProblemIsToldInOneLine() {
    server.next(
        FakeApi.answering(
            400, "{\"code\":\"invalid_query\",\"detail\":\"limit: 0 (expected: > 0)\"}"));

    CommandRun run = query("--limit", "0");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .isEqualTo("acme: the API answered 400 invalid_query: limit: 0 (expected: > 0)");
  }

  @Test
  void anUnreachableApiIsToldInOneLine() {
    server.close();

    CommandRun run = query();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("doesn't answer").contains("./acme status");
  }

  @Test
  void withoutAPlatformItSaysHowToStartOne() {
    CommandRun run = run(List.of());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("start it with ./acme up");
  }

  @Test
  void wrongUsageEndsWith2() {
    assertThat(query("SELECT", "1").exitCode()).isEqualTo(2);
    assertThat(query("--from", "noon").exitCode()).isEqualTo(2);
    assertThat(query("--limit", "many").exitCode()).isEqualTo(2);
    assertThat(server.queries()).isEmpty();
  }

  @Test
  void helpIsGiven() {
    CommandRun run = run(List.of("--help"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("SQL", "--measure", "--by", "--filter", "--every", "--json");
  }

  private CommandRun query(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--api", server.api().address(), "--key", FakeApi.KEY));
    return run(arguments);
  }

  private CommandRun run(List<String> arguments) {
    return CommandRun.of(new QueryCommand(CommandRun.surroundings(folder)), arguments);
  }
}
