package com.acme.analytics.clickhouse;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A funnel as SQL over the raw events of the hot tier: a SELECT with the columns of the table
 * {@code funnels}. It gives what the stream would have counted.
 *
 * @param sql holds {@code {name:Type}} for each parameter
 * @param parameters values by name, in ClickHouse's escaped text format; no value that a customer
 *     defined is part of the text
 */
public record FunnelSelect(String sql, Map<String, Object> parameters) {
  private static final String FILE = "truth/funnels.sql";

  /**
   * The cohorts of a range of minutes. It reads the events of the range and of the window after it.
   *
   * @param from a whole minute, in the range
   * @param to a whole minute, not in the range
   */
  public static FunnelSelect of(Funnel funnel, Instant from, Instant to) {
    FunnelParameters parameters = new FunnelParameters();
    parameters.name("customer", funnel.customer().value());
    parameters.name("funnel", funnel.id().toString());
    parameters.name("from", Long.toString(from.toEpochMilli()));
    parameters.name("to", Long.toString(to.toEpochMilli()));
    StepConditions conditions = new StepConditions(parameters);
    String sql =
        template()
            .replace("$steps$", steps(funnel.steps(), conditions))
            .replace("$breakdown$", funnel.breakdown().map(conditions::value).orElse("''"))
            .replace("$conditions$", levels(funnel.steps().size()))
            .replace("$window$", Long.toString(funnel.window().toMillis()))
            .replace("$count$", Integer.toString(funnel.steps().size()));
    return new FunnelSelect(sql, parameters.values());
  }

  private static String steps(List<FunnelStep> steps, StepConditions conditions) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> "if(%s, %d, 0)".formatted(conditions.of(steps.get(i)), 1 << i))
        .collect(Collectors.joining(" + "));
  }

  private static String levels(int steps) {
    return IntStream.range(1, steps)
        .mapToObj("arrayMap(moment -> toUInt8(bitTest(moment.3, %d)), moments)"::formatted)
        .collect(Collectors.joining(", "));
  }

  private static String template() {
    try (InputStream resource = FunnelSelect.class.getResourceAsStream(FILE)) {
      if (resource == null) {
        throw new IllegalStateException(FILE + " is not among the resources");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " can't be read", e);
    }
  }
}
