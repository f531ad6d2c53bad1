package com.acme.analytics.functions.query.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A field is the member of the REST answer that is named as the field is, in snake case: so an
 * answer is made once, for both.
 */
final class SnakeCaseMembers implements LightDataFetcher<Object> {
  private static final Pattern UPPER = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  /** As many as the schema has fields. */
  private final Map<String, String> names = new ConcurrentHashMap<>();

  @Override
  public Object get(
      GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
    return ((Map<?, ?>) source).get(names.computeIfAbsent(field.getName(), this::snakeCase));
  }

  @Override
  public Object get(DataFetchingEnvironment environment) {
    return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
  }

  private String snakeCase(String name) {
    return UPPER.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
