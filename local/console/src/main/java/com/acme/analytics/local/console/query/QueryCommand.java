package com.acme.analytics.local.console.query;

import com.acme.analytics.local.console.client.Api;
import com.acme.analytics.local.console.client.ApiOptions;
import com.acme.analytics.local.console.client.ProblemText;
import com.acme.analytics.local.console.terminal.CommandFailure;
import com.acme.analytics.local.console.terminal.Surroundings;
import com.acme.analytics.local.console.terminal.Terminal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code acme query}: asks {@code /v2/query}, in SQL or by parts, and prints the answer as a table.
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
    HttpResponse<byte[]> response = ask(apiOptions.resolve(surroundings));
    if (response.statusCode() != 200) {
      throw new CommandFailure("the API answered " + ProblemText.of(response));
    }
    if (json) {
      terminal.out().println(new String(response.body(), StandardCharsets.UTF_8));
      return 0;
    }
    QueryAnswer answer = QueryAnswer.read(parse(response.body()));
    answer.table().print(terminal.out());
    terminal.out().println(answer.summary());
    return 0;
  }

  private HttpResponse<byte[]> ask(Api api) throws InterruptedException {
    HttpRequest request =
        asked(api).timeout(Duration.ofSeconds(40)).header(Api.KEY_HEADER, api.key()).build();
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build()) {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandFailure(
          api + " doesn't answer (" + e + "): is it running? see ./acme status", e);
    }
  }

  private HttpRequest.Builder asked(Api api) {
    if (sql == null) {
      return HttpRequest.newBuilder(api.resource("/v2/query" + parts()));
    }
    if (!parts().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "SQL says it all: no option that names a part can stand beside it");
    }
    String document = JsonMapper.shared().writeValueAsString(Map.of("sql", sql));
    return HttpRequest.newBuilder(api.resource("/v2/query"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(document));
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

  private static JsonNode parse(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new CommandFailure("the API's answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
