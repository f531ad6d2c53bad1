package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.http.PayloadFormat;
import com.acme.analytics.functions.query.graphql.GraphQlRequest;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/**
 * The Lambda function of queries, traces, dashboards and GraphQL. A snapshot of it is cloned, so it
 * holds loaded classes and no connection: what primes it is closed before, and each clone makes its
 * own clients.
 */
public final class QueryHandler implements RequestStreamHandler, Resource {
  private static final Logger LOG = LoggerFactory.getLogger(QueryHandler.class);

  /** No customer has events under this name: it only serves to run through the code. */
  private static final CustomerId NOBODY = new CustomerId("0-priming");

  private static final Map<String, String> PRIMING_QUERY =
      Map.of(
          "measures", "count,unique_users,sum:bytes",
          "dimensions", "path,status",
          "filter", "status:ne:404",
          "granularity", "1m");

  /** Calcite is most of what this function loads. */
  static final byte[] PRIMING_SQL =
      """
      {"sql": "SELECT FLOOR(\\"timestamp\\" TO HOUR) AS h, path, count(*) AS n, sum(bytes) FROM events
       WHERE status = 404 AND path IN ('/', '/a') AND \\"timestamp\\" > CURRENT_TIMESTAMP - INTERVAL '1'
       HOUR GROUP BY 1, path ORDER BY n DESC LIMIT 10"}
      """
          .replace('\n', ' ')
          .getBytes(StandardCharsets.UTF_8);

  /** Looked for around now, so that little of the archive is listed. */
  private static final String PRIMING_EVENT = "00000000-0000-4000-8000-000000000000";

  /** Runs through the parser, the limits, each kind of field and the loaders. */
  private static final GraphQlRequest PRIMING_GRAPHQL =
      new GraphQlRequest(
          """
          query Prime($id: ID!) {
            dashboard(id: $id) { widgets { query { measures } funnel { name } } }
            dashboards { items { id versions(first: 1) { items { version } } } }
            funnels { id steps { filters } }
            discovery { fixedDimensions declaredMeasures operators { name } }
            query(input: {measures: ["count"], last: "PT1M"}) { columns { name } rows meta { exact } }
          }
          """,
          /* operationName= */ null,
          Map.of("id", PRIMING_EVENT));

  private final Metrics metrics;
  private final Supplier<QueryServices> opener;
  private QueryServices services;

  /** Reads the configuration from the environment. */
  public QueryHandler() {
    this(QueryConfig.from(System.getenv()), MetricsFactory.getMetricsInstance());
  }

  QueryHandler(QueryConfig config, Metrics metrics) {
    this.metrics = metrics;
    this.opener = () -> QueryServices.open(config, metrics, Clock.systemUTC());
    Core.getGlobalContext().register(this);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    PowertoolsLogging.withLogging(
        context,
        () -> {
          PayloadFormat.write(respond(PayloadFormat.read(in)), out);
          metrics.flush();
          return null;
        });
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    try (QueryServices primed = opener.get()) {
      primed.query().answer(NOBODY, PRIMING_SQL);
      byte[] answer = primed.query().answer(NOBODY, PRIMING_QUERY).body();
      PayloadFormat.write(HttpResponse.json(200, answer), OutputStream.nullOutputStream());
      byte[] trace =
          primed
              .trace()
              .answer(NOBODY, PRIMING_EVENT, Map.of("around", Instant.now().toString()))
              .body();
      PayloadFormat.write(HttpResponse.json(200, trace), OutputStream.nullOutputStream());
      byte[] graph = primed.graphQl().answer(NOBODY, PRIMING_GRAPHQL);
      PayloadFormat.write(HttpResponse.json(200, graph), OutputStream.nullOutputStream());
    } catch (ProblemException e) {
      LOG.warn("the snapshot is not fully primed", e);
    }
    close();
  }

  /** Without its services a clone tries again with its first request. */
  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    try {
      services();
    } catch (ProblemException e) {
      LOG.warn("no services after the restore", e);
    }
  }

  private HttpResponse respond(HttpRequest request) {
    try {
      return services().handle(request);
    } catch (ProblemException e) {
      new QueryTelemetry(metrics).refused(e);
      return HttpResponse.problem(e.problem());
    }
  }

  private QueryServices services() {
    if (services == null) {
      services = opener.get();
    }
    return services;
  }

  private void close() {
    if (services != null) {
      services.close();
      services = null;
    }
  }
}
