package com.acme.analytics.local.console.query;

import com.acme.analytics.local.console.client.ApiClient;
import com.acme.analytics.local.console.client.ApiOptions;
import com.acme.analytics.local.console.terminal.Surroundings;
import com.acme.analytics.local.console.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code acme query}: asks {@code /v2/query}, in SQL or by parts, and prints the answer as a table.
 * While a job computes it, how that stands is told.
 */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Counts, sums and groups events.",
      "For example: acme query --measure count --by path --filter status:eq:404 --limit 10",
      "or: acme query \"SELECT path, count(*) AS n FROM events GROUP BY path ORDER BY n DESC\""
    })
public final class QueryCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions apiOptions;

  @Parameters(
      paramLabel = "SQL",
      arity = "0..1",
      description = "A SELECT over the table events, in place of the options that name its parts.")
  private String sql;

  @Option(
      names = "--measure",
      paramLabel = "MEASURE",
      split = ",",
      description = "What to compute: count, unique_users, sum:bytes... (default: count).")
  private List<String> measures = List.of();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      split = ",",
      description = "Group by a dimension or property.")
  private List<String> dimensions = List.of();

  @Option(
      names = "--filter",
      paramLabel = "NAME:OP:VALUE",
      description = "Only events for which this holds, for example status:eq:404.")
  private List<String> filters = List.of();

  @Option(names = "--from", paramLabel = "TIME", description = "Start, inclusive (RFC 3339).")
  private Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "End, exclusive (RFC 3339).")
  private Instant to;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "One row per interval: 1m, 5m, 1h or 1d.")
  private String every;

  @Option(
      names = "--order",
      paramLabel = "NAME",
      description = "Sort by a column; a minus before it sorts down, for example --order=-count.")
  private String order;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
  private Integer limit;

  @Option(names = "--json", description = "Print the API's answer as it came.")
  private boolean json;

  /** A command in given surroundings. */
  public QueryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec, surroundings);
    return terminal.run(() -> query(terminal));
  }

  private int query(Terminal terminal) throws InterruptedException {
    String body = ask(terminal);
    if (json) {
      terminal.out().println(body);
      return 0;
    }
    QueryAnswer answer = QueryAnswer.read(ApiClient.parse(body));
    answer.table().print(terminal.out());
    terminal.out().println(answer.summary());
    return 0;
  }

  private String ask(Terminal terminal) throws InterruptedException {
    if (sql != null && !parts().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "SQL says it all: no option that names a part can stand beside it");
    }
    try (QueryClient client =
        new QueryClient(apiOptions.resolve(surroundings), text -> say(terminal, text))) {
      return sql == null
          ? client.get(parts())
          : client.post(JsonMapper.shared().writeValueAsString(Map.of("sql", sql)));
    }
  }

  private static void say(Terminal terminal, String text) {
    terminal.err().println("query: " + text);
    terminal.err().flush();
  }

  private String parts() {
    return new QueryString()
        .addList("measures", measures)
        .addList("dimensions", dimensions)
        .addEach("filter", filters)
        .add("from", from)
        .add("to", to)
        .add("granularity", every)
        .add("order", order)
        .add("limit", limit)
        .toString();
  }
}
