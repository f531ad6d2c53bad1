package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.json.JsonValues;
import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.QueryTemplate;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.StoredDefinition;
import com.acme.analytics.functions.definitions.dashboard.DashboardDocument;
import com.acme.analytics.functions.definitions.dashboard.Page;
import com.acme.analytics.functions.definitions.dashboard.SavedDashboard;
import graphql.schema.DataFetcher;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/**
 * How the fields are found that are more than a member of what is there. What is asked for by id is
 * gathered and read together; queries of a request run side by side.
 */
record Fetchers(Sources sources, InstantSource clock) {
  private static final String DASHBOARDS = "dashboards";
  private static final String FUNNELS = "funnels";
  private static final Executor SIDE_BY_SIDE = command -> Thread.ofVirtual().start(command);

  /** Of answers that this function wrote itself. */
  private static final JsonValues OWN_JSON =
      new JsonValues(new Refusals(ErrorCode.INTERNAL, "the answer"), 8);

  /** The loaders of one request, which is a customer's. */
  DataLoaderRegistry loaders(CustomerId customer) {
    return DataLoaderRegistry.newRegistry()
        .register(
            DASHBOARDS,
            loader(
                ids ->
                    sources.dashboards().findAll(customer, ids).stream()
                        .collect(Collectors.toMap(SavedDashboard::id, Fetchers::dashboard))))
        .register(
            FUNNELS,
            loader(
                ids ->
                    sources.funnels().findAll(customer, ids).stream()
                        .collect(Collectors.toMap(StoredDefinition::id, Fetchers::funnel))))
        .build();
  }

  /** By type and field. */
  Map<String, Map<String, DataFetcher<?>>> byField() {
    return Map.of(
        "Query",
        Map.of(
            "dashboard", fetcher(this::dashboard),
            "dashboards", aside(this::dashboards),
            "funnel", fetcher(call -> loaded(call, FUNNELS, call.id())),
            "funnels", aside(this::funnels),
            "query", aside(this::query),
            "discovery", aside(call -> Discovery.of(sources.declarations().of(call.customer())))),
        "Dashboard",
        Map.of("versions", aside(this::versions)),
        "Widget",
        Map.of("funnel", fetcher(Fetchers::funnelOfWidget)),
        "Funnel",
        Map.of("result", aside(this::result)));
  }

  private CompletableFuture<?> dashboard(Call call) {
    UUID id = call.id();
    Optional<Integer> version = call.argument("version");
    return version.isEmpty()
        ? loaded(call, DASHBOARDS, id)
        : CompletableFuture.supplyAsync(
            () ->
                sources
                    .dashboards()
                    .find(call.customer(), id, version.get())
                    .map(Fetchers::dashboard)
                    .orElse(null),
            SIDE_BY_SIDE);
  }

  private static CompletableFuture<?> funnelOfWidget(Call call) {
    Object id = call.source().get("funnel");
    return id == null
        ? CompletableFuture.completedFuture(null)
        : loaded(call, FUNNELS, UUID.fromString((String) id));
  }

  private List<Map<String, Object>> funnels(Call call) {
    return sources.funnels().findAll(call.customer()).stream().map(Fetchers::funnel).toList();
  }

  private Map<String, Object> result(Call call) {
    return tree(sources.results().answer(call.customer(), call.sourceId(), call.parameters()));
  }

  private Map<String, Object> dashboards(Call call) {
    return page(
        sources
            .dashboards()
            .list(call.customer(), call.argument("after"), call.first(Page.MOST_ITEMS)));
  }

  private Map<String, Object> versions(Call call) {
    return page(
        sources
            .dashboards()
            .versions(
                call.customer(),
                UUID.fromString(call.sourceId()),
                call.argument("after"),
                call.first(Page.MOST_ITEMS))
            .orElse(new Page<>(List.of(), Optional.empty())));
  }

  private Map<String, Object> query(Call call) {
    Map<String, Object> input = call.<Map<String, Object>>argument("input").orElseThrow();
    QueryTemplate template =
        new QueryTemplate(
            Call.texts(input, "measures"),
            Call.texts(input, "dimensions"),
            Call.texts(input, "filter"),
            Optional.ofNullable((String) input.get("granularity")),
            Optional.ofNullable((String) input.get("last")),
            Optional.ofNullable((String) input.get("from")),
            Optional.ofNullable((String) input.get("to")),
            Call.texts(input, "order"),
            Optional.ofNullable((Integer) input.get("limit")),
            Optional.ofNullable((String) input.get("compare")));
    return tree(sources.queries().answer(call.customer(), template.parameters(clock.instant())));
  }

  private static Map<String, Object> page(Page<SavedDashboard> page) {
    Map<String, Object> members = new HashMap<>();
    members.put("items", page.items().stream().map(Fetchers::dashboard).toList());
    members.put("next", page.next().orElse(null));
    return members;
  }

  private static Map<String, Object> dashboard(SavedDashboard dashboard) {
    return tree(DashboardDocument.of(dashboard));
  }

  private static Map<String, Object> funnel(StoredDefinition stored) {
    Funnel funnel = Funnel.fromJson(stored.json());
    Map<String, Object> members = new HashMap<>();
    members.put("id", funnel.id().toString());
    members.put("name", funnel.name());
    members.put(
        "steps",
        funnel.steps().stream()
            .map(
                step ->
                    Map.of(
                        "event",
                        step.event(),
                        "filters",
                        step.filters().stream().map(Filter::text).toList()))
            .toList());
    members.put("window", funnel.window().toString());
    members.put("breakdown", funnel.breakdown().orElse(null));
    members.put("active_from", stored.isPublished() ? funnel.activeFrom().toString() : null);
    return members;
  }

  private static Map<String, Object> tree(byte[] json) {
    return OWN_JSON.object(new String(json, StandardCharsets.UTF_8));
  }

  private static DataLoader<UUID, Map<String, Object>> loader(
      Function<Set<UUID>, Map<UUID, Map<String, Object>>> read) {
    return DataLoaderFactory.newMappedDataLoader(
        ids -> CompletableFuture.supplyAsync(() -> read.apply(new HashSet<>(ids)), SIDE_BY_SIDE));
  }

  private static CompletableFuture<Map<String, Object>> loaded(Call call, String loader, UUID id) {
    return call.environment().<UUID, Map<String, Object>>getDataLoader(loader).load(id);
  }

  /** Not on the thread of the request, which goes on to the next field. */
  private static DataFetcher<?> aside(Function<Call, ?> work) {
    return fetcher(call -> CompletableFuture.supplyAsync(() -> work.apply(call), SIDE_BY_SIDE));
  }

  private static DataFetcher<?> fetcher(Function<Call, CompletableFuture<?>> fetched) {
    return environment -> fetched.apply(new Call(environment));
  }
}
