package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.DataFetcherFactories;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Runs GraphQL requests against the schema in {@code schema.graphqls}. */
public final class GraphQlService {
  private final Fetchers fetchers;
  private final Errors errors;
  private final GraphQL graphQl;

  /**
   * A service on these sources.
   *
   * @param refused is told of each error
   */
  public GraphQlService(Sources sources, InstantSource clock, Consumer<ProblemException> refused) {
    this.fetchers = new Fetchers(Objects.requireNonNull(sources, "sources"), clock);
    this.errors = new Errors(refused);
    this.graphQl =
        GraphQL.newGraphQL(schema(fetchers))
            .defaultDataFetcherExceptionHandler(errors)
            .instrumentation(
                new ChainedInstrumentation(
                    new MaxQueryDepthInstrumentation(Costs.MOST_DEPTH),
                    new MaxQueryComplexityInstrumentation(Costs.MOST, new Costs())))
            .build();
  }

  /**
   * What a customer's request comes to: the members {@code data} and {@code errors}, of maps,
   * lists, texts, numbers, booleans and null.
   */
  public Map<String, Object> answer(CustomerId customer, GraphQlRequest request) {
    ExecutionResult result =
        graphQl.execute(
            ExecutionInput.newExecutionInput()
                .query(request.query())
                .operationName(request.operationName())
                .variables(request.variables())
                .graphQLContext(Map.of(CustomerId.class, customer))
                .dataLoaderRegistry(fetchers.loaders(customer))
                .build());
    Map<String, Object> answer = new LinkedHashMap<>();
    if (!result.getErrors().isEmpty()) {
      answer.put("errors", result.getErrors().stream().map(errors::answered).toList());
    }
    if (result.isDataPresent()) {
      answer.put("data", result.getData());
    }
    return answer;
  }

  /** An answer that is a problem of the request as a whole. */
  public static Map<String, Object> answer(Problem problem) {
    return Map.of("errors", List.of(Errors.answered(problem)));
  }

  private static GraphQLSchema schema(Fetchers fetchers) {
    return new SchemaGenerator()
        .makeExecutableSchema(
            new SchemaParser().parse(definitions()),
            RuntimeWiring.newRuntimeWiring()
                .scalar(AsIs.scalar("Time"))
                .scalar(AsIs.scalar("Rows"))
                .scalar(AsIs.scalar("Long"))
                .codeRegistry(registry(fetchers))
                .build());
  }

  private static GraphQLCodeRegistry registry(Fetchers fetchers) {
    GraphQLCodeRegistry.Builder registry =
        GraphQLCodeRegistry.newCodeRegistry()
            .defaultDataFetcher(DataFetcherFactories.useDataFetcher(new SnakeCaseMembers()));
    fetchers
        .byField()
        .forEach(
            (type, fields) ->
                fields.forEach(
                    (name, fetcher) ->
                        registry.dataFetcher(FieldCoordinates.coordinates(type, name), fetcher)));
    return registry.build();
  }

  private static String definitions() {
    try (InputStream file = GraphQlService.class.getResourceAsStream("schema.graphqls")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
