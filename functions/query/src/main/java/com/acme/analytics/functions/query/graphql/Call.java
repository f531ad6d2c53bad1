package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One field's call, as its fetcher wants it: whose it is, of what, with which arguments. */
record Call(DataFetchingEnvironment environment) {
  /** Whose request it is: the key's customer, and nothing that a request says. */
  CustomerId customer() {
    return environment.getGraphQlContext().get(CustomerId.class);
  }

  /** The object that the field is of. */
  Map<String, Object> source() {
    return environment.getSource();
  }

  /** The id of the object that the field is of. */
  String sourceId() {
    return (String) source().get("id");
  }

  <T> Optional<T> argument(String name) {
    return Optional.ofNullable(environment.getArgument(name));
  }

  /**
   * The argument {@code id}.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} when it is no UUID
   */
  UUID id() {
    String id = environment.getArgument("id");
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem(ErrorCode.INVALID_PARAMETER, "id: not a UUID (expected: one)", "id"), e);
    }
  }

  /**
   * The argument {@code first}.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} when a page can't be so long
   */
  int first(int most) {
    int first = environment.getArgument("first");
    if (first < 1 || first > most) {
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_PARAMETER,
              "first: %d (expected: 1 to %d)".formatted(first, most),
              "first"));
    }
    return first;
  }

  /** Those of the arguments that have a value, as the parameters of a request. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    environment
        .getArguments()
        .forEach(
            (name, value) -> {
              if (value != null) {
                parameters.put(name, value.toString());
              }
            });
    return parameters;
  }

  /** A list among an input's members; an empty one where there is none. */
  static List<String> texts(Map<String, Object> input, String name) {
    @SuppressWarnings("unchecked") // The schema says so.
    List<String> texts = (List<String>) input.get(name);
    return texts == null ? List.of() : texts;
  }
}
