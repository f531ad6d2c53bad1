package com.acme.analytics.local.console.export;

import com.acme.analytics.local.console.client.ApiClient;
import com.acme.analytics.local.console.client.ApiOptions;
import com.acme.analytics.local.console.terminal.CommandFailure;
import com.acme.analytics.local.console.terminal.Surroundings;
import com.acme.analytics.local.console.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code acme export}: begins an export, follows it to its end, and downloads its parts into one
 * file. What broke off goes on where it was with {@code --id}.
 */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes events of the lake to a file.",
      "For example: acme export --from 2026-03-01T00:00:00Z --filter country:eq:DE --output events.csv",
      "An export that broke off goes on: acme export --id ID --output events.csv"
    })
public final class ExportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions apiOptions;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv or ndjson (default: as the file's name ends).")
  private String format;

  @Option(names = "--from", paramLabel = "TIME", description = "Start, inclusive (RFC 3339).")
  private Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "End, exclusive (default: now).")
  private Instant to;

  @Option(
      names = "--filter",
      paramLabel = "NAME:OP:VALUE",
      description = "Only events for which this holds, for example status:eq:404.")
  private List<String> filters = List.of();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      split = ",",
      description = "What of each event (default: all of it).")
  private List<String> columns = List.of();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Go on with this export rather than begin one.")
  private String id;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where the events go; a file that is not there yet.")
  private Path output;

  /** A command in given surroundings. */
  public ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec, surroundings);
    return terminal.run(() -> export(terminal));
  }

  private int export(Terminal terminal) throws InterruptedException {
    Path file = surroundings.workingDirectory().resolve(output);
    if (Files.exists(file)) {
      throw new CommandFailure(file + " is there already (expected: the name of a new file)");
    }
    if ((from == null) == (id == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--from begins an export and --id goes on with one: give one of them");
    }
    try (ApiClient api = new ApiClient(apiOptions.resolve(surroundings));
        PartDownload download = new PartDownload(file)) {
      String export = id == null ? begun(api) : id;
      try {
        long rows = download(api, "/v2/exports/" + export, download, text -> say(terminal, text));
        terminal.out().println("%d events: %s".formatted(rows, file));
        return 0;
      } catch (CommandFailure e) {
        throw new CommandFailure(
            "%s; go on with: ./acme export --id %s --output %s"
                .formatted(e.getMessage(), export, output),
            e);
      }
    }
  }

  private static long download(
      ApiClient api, String path, PartDownload download, Consumer<String> progress)
      throws InterruptedException {
    JsonNode export = api.awaitSuccess(look(api, path), path, ExportCommand::standing, progress);
    int parts = export.path("parts").size();
    for (int number = 1; number <= parts; number++) {
      // An address ends some minutes after it was made, so each part has a new one.
      ExportPart part = ExportPart.of(look(api, path).path("parts").path(number - 1));
      download.fetch(part);
      progress.accept("part %d of %d is here, %,d bytes".formatted(number, parts, part.bytes()));
    }
    download.join(parts, export.path("format").asString("").equals("csv"));
    return export.path("rows").asLong(0);
  }

  private static JsonNode look(ApiClient api, String path) throws InterruptedException {
    return ApiClient.parse(ApiClient.text(api.get(path), 200));
  }

  private static String standing(JsonNode export) {
    JsonNode progress = export.path("progress");
    String status = export.path("status").asString("?");
    return status.equals("running") && progress.path("parts").asInt(0) > 0
        ? "running, %d of %d parts are written"
            .formatted(progress.path("parts_done").asInt(0), progress.path("parts").asInt(0))
        : status;
  }

  private static void say(Terminal terminal, String text) {
    terminal.err().println("export: " + text);
    terminal.err().flush();
  }

  private String begun(ApiClient api) throws InterruptedException {
    JsonNode accepted = ApiClient.parse(ApiClient.text(api.post("/v2/exports", document()), 202));
    return accepted.path("export_id").asString("");
  }

  private String document() {
    Map<String, Object> members = new LinkedHashMap<>();
    String name = output.getFileName().toString();
    members.put("format", format == null ? name.substring(name.lastIndexOf('.') + 1) : format);
    members.put("from", from.toString());
    if (to != null) {
      members.put("to", to.toString());
    }
    if (!filters.isEmpty()) {
      members.put("filter", filters);
    }
    if (!columns.isEmpty()) {
      members.put("columns", columns);
    }
    return JsonMapper.shared().writeValueAsString(members);
  }
}
