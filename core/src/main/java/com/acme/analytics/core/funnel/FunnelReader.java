package com.acme.analytics.core.funnel;

import com.acme.analytics.core.json.JsonMembers;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads a funnel out of JSON: a member misspelt must not be one ignored. */
final class FunnelReader {
  private static final String STEPS = "2 to 10 objects with an event";
  private static final String OPERATORS = "eq, ne, in, lt, le, gt, ge, contains, exists or missing";

  private FunnelReader() {}

  static Funnel read(String text) {
    JsonMembers members = JsonMembers.of(text, InvalidFunnel.REFUSALS);
    Funnel funnel =
        new Funnel(
            members.value("id", "a UUID", UUID::fromString),
            members.value("customer", "a customer's id", CustomerId::new),
            members.text("name", "1 to 200 characters"),
            steps(members),
            members.value("window", "a duration such as PT24H", Duration::parse),
            members.optionalText("breakdown"),
            members.value("active_from", "a time such as 2026-01-31T12:00:00Z", Instant::parse));
    members.refuseOthers();
    return funnel;
  }

  private static List<FunnelStep> steps(JsonMembers members) {
    List<FunnelStep> steps = new ArrayList<>();
    for (JsonMembers step : members.objects("steps", STEPS)) {
      String event = step.text("event", "the name of an event");
      List<Filter> filters = new ArrayList<>();
      step.optionalObjects("filters", "objects with a dimension and an operator")
          .orElse(List.of())
          .forEach(filter -> filters.add(filter(filter)));
      steps.add(at(step.pointer(), () -> new FunnelStep(event, filters)));
      step.refuseOthers();
    }
    return steps;
  }

  private static Filter filter(JsonMembers members) {
    String dimension = members.text("dimension", FunnelDimensions.EXPECTED);
    Operator operator = members.value("operator", OPERATORS, FunnelReader::operator);
    List<String> values = members.texts("values");
    members.refuseOthers();
    try {
      return new Filter(Dimension.named(dimension, "dimension"), operator, values);
    } catch (ProblemException e) {
      throw InvalidFunnel.REFUSALS.worded(members.pointer(), e.problem().detail());
    }
  }

  private static Operator operator(String code) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(code));
  }

  private static <T> T at(String pointer, Supplier<T> part) {
    try {
      return part.get();
    } catch (ProblemException e) {
      throw InvalidFunnel.REFUSALS.at(pointer, e);
    }
  }
}
