package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Errors in GraphQL's form, with our code in {@code extensions}. Of what fails unexpectedly it says
 * that it did, and no more.
 *
 * @param refused is told of each
 */
record Errors(Consumer<ProblemException> refused) implements DataFetcherExceptionHandler {
  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters parameters) {
    ProblemException failure = problem(parameters.getException());
    refused.accept(failure);
    GraphQLError error =
        GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment())
            .message(failure.problem().detail())
            .extensions(extensions(failure.problem()))
            .build();
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  /** An error as it is answered. */
  Map<String, Object> answered(GraphQLError error) {
    Map<String, Object> members = new HashMap<>();
    members.put("message", error.getMessage());
    if (error.getLocations() != null && !error.getLocations().isEmpty()) {
      members.put(
          "locations",
          error.getLocations().stream()
              .map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
              .toList());
    }
    if (error.getPath() != null) {
      members.put("path", error.getPath());
    }
    members.put("extensions", known(error) ? error.getExtensions() : refusal(error));
    return members;
  }

  /** An error of the request as a whole. */
  static Map<String, Object> answered(Problem problem) {
    return Map.of("message", problem.detail(), "extensions", extensions(problem));
  }

  private static boolean known(GraphQLError error) {
    return error.getExtensions() != null && error.getExtensions().containsKey("code");
  }

  /** What graphql-java itself has refused. */
  private Map<String, Object> refusal(GraphQLError error) {
    ErrorCode code =
        error.getErrorType() == ErrorType.ExecutionAborted
            ? ErrorCode.QUERY_TOO_EXPENSIVE
            : error.getErrorType() == ErrorType.NullValueInNonNullableField
                ? ErrorCode.INTERNAL
                : ErrorCode.INVALID_QUERY;
    Problem problem = new Problem(code, error.getMessage());
    refused.accept(new ProblemException(problem));
    return extensions(problem);
  }

  private static ProblemException problem(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof ProblemException problem
        ? problem
        : new ProblemException(new Problem(ErrorCode.INTERNAL, "the field failed"), cause);
  }

  private static Map<String, Object> extensions(Problem problem) {
    String code = problem.code().code();
    return problem.pointer().isEmpty()
        ? Map.of("code", code)
        : Map.of("code", code, "pointer", problem.pointer());
  }
}
