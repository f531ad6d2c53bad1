package com.acme.analytics.local.emulation.assembly;

import tools.jackson.databind.JsonNode;

/** Evaluates the conditions of a template. */
final class Conditions {
  private final Expressions expressions;

  Conditions(Expressions expressions) {
    this.expressions = expressions;
  }

  boolean holds(Resource resource, String name) {
    JsonNode condition = resource.stack().template().path("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new AssemblyException(
          "%s: condition %s (expected: one of its template)".formatted(resource, name));
    }
    return evaluate(resource, condition);
  }

  private boolean evaluate(Resource resource, JsonNode condition) {
    var only = condition.properties().iterator().next();
    JsonNode argument = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> holds(resource, argument.asString());
      case "Fn::Equals" ->
          expressions
              .resolve(resource, argument.get(0))
              .equals(expressions.resolve(resource, argument.get(1)));
      case "Fn::Not" -> !evaluate(resource, argument.get(0));
      case "Fn::And" -> argument.valueStream().allMatch(each -> evaluate(resource, each));
      case "Fn::Or" -> argument.valueStream().anyMatch(each -> evaluate(resource, each));
      default -> throw expressions.unresolved(resource, condition, "is not a known condition");
    };
  }
}
