package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.ScheduledRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rules of EventBridge, which must have a rate, and functions for targets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">rate
 *     expressions</a>
 */
final class ScheduleReader {
  /** What would change when or with what a function is invoked, and is not done here. */
  private static final List<String> UNSUPPORTED = List.of("EventBusName", "EventPattern");

  private static final List<String> UNSUPPORTED_OF_TARGETS =
      List.of("DeadLetterConfig", "Input", "InputPath", "InputTransformer", "RetryPolicy");

  /** One has the singular, more have the plural. */
  private static final Pattern RATE =
      Pattern.compile(
          "rate\\((?:(?<one>1) (?<unit>minute|hour|day)"
              + "|(?<more>[2-9]|[1-9][0-9]+) (?<units>minute|hour|day)s)\\)");

  private final Set<String> functions;

  /** For an environment with these functions. */
  ScheduleReader(Set<String> functions) {
    this.functions = Set.copyOf(functions);
  }

  static boolean isEnabled(Properties rule) {
    return rule.optionalText("State").orElse("ENABLED").equals("ENABLED");
  }

  /** A rule for each target. */
  List<ScheduledRule> read(Properties rule) {
    refuse(rule, UNSUPPORTED);
    Duration period = period(rule);
    return rule.list("Targets").stream().map(target -> read(rule, target, period)).toList();
  }

  private ScheduledRule read(Properties rule, Properties target, Duration period) {
    refuse(target, UNSUPPORTED_OF_TARGETS);
    String function = HttpApiReader.functionName(rule.resource(), target.text("Arn"));
    if (!functions.contains(function)) {
      throw new AssemblyException(
          "%s: target %s (expected: one of %s)".formatted(rule.resource(), function, functions));
    }
    String region = rule.resource().stack().region();
    return new ScheduledRule(
        rule.resource().logicalId(),
        LocalValues.ruleArn(region, rule.name()),
        region,
        function,
        period);
  }

  private static Duration period(Properties rule) {
    String expression = rule.text("ScheduleExpression");
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new AssemblyException(
          "%s: ScheduleExpression: %s (expected: rate(1 minute), rate(5 minutes) or the like; nothing local does others)"
              .formatted(rule.resource(), expression));
    }
    boolean one = rate.group("one") != null;
    long value = one ? 1 : Long.parseLong(rate.group("more"));
    return switch (rate.group(one ? "unit" : "units")) {
      case "minute" -> Duration.ofMinutes(value);
      case "hour" -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }

  private static void refuse(Properties properties, List<String> unsupported) {
    for (String property : unsupported) {
      if (properties.has(property)) {
        throw new AssemblyException(
            "%s: %s: present (expected: absent, nothing local does it)"
                .formatted(properties.resource(), property));
      }
    }
  }
}
