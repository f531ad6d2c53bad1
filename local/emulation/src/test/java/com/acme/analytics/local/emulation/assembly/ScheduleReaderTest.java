package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.model.ScheduledRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleReaderTest {
  @Test
  void aRuleIsReadWithItsFunctionAndItsArn() {
    assertThat(rules("'ScheduleExpression': 'rate(5 minutes)', 'State': 'ENABLED',", ""))
        .containsExactly(
            new ScheduledRule(
                "Rule",
                "arn:aws:events:eu-west-1:000000000000:rule/acme-dev-test-Rule",
                "eu-west-1",
                "acme-dev-rebuild",
                Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), PT1M",
    "rate(90 minutes), PT90M",
    "rate(1 hour), PT1H",
    "rate(12 hours), PT12H",
    "rate(1 day), PT24H",
    "rate(10 days), PT240H"
  })
  void aRateIsAPeriod(String expression, Duration period) {
    assertThat(rules("'ScheduleExpression': '%s',".formatted(expression), ""))
        .extracting(ScheduledRule::period)
        .containsExactly(period);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 minutes)",
        "rate(5 minute)",
        "rate(0 minutes)",
        "rate(5 weeks)",
        "rate(5 minutes",
        "cron(0 12 * * ? *)"
      })
  void whatIsNoRateFails(String expression) {
    assertThatThrownBy(() -> rules("'ScheduleExpression': '%s',".formatted(expression), ""))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("Rule")
        .hasMessageContaining(expression)
        .hasMessageContaining("expected");
  }

  @Test
  void aRuleThatIsNotEnabledIsLeftOut() {
    assertThat(rules("'State': 'DISABLED',", "")).isEmpty();
  }

  @Test
  void whatNothingLocalDoesFails() {
    String rate = "'ScheduleExpression': 'rate(5 minutes)',";

    assertThatThrownBy(() -> rules(rate + "'EventPattern': {},", ""))
        .hasMessageContaining("EventPattern: present (expected: absent");
    assertThatThrownBy(() -> rules(rate, ", 'Input': '{}'"))
        .hasMessageContaining("Input: present (expected: absent");
  }

  private static List<ScheduledRule> rules(String properties, String ofTarget) {
    return TestStack.environment(
            """
            'Rebuild': {'Type': 'AWS::Lambda::Function', 'Properties': {
              'FunctionName': 'acme-dev-rebuild', 'Handler': 'H', 'Runtime': 'java25',
              'Code': {'S3Key': 'code.jar'}}},
            'Rule': {'Type': 'AWS::Events::Rule', 'Properties': {%s
              'Targets': [{'Id': 'Target0', 'Arn': {'Fn::GetAtt': ['Rebuild', 'Arn']}%s}]}}
            """
                .formatted(properties, ofTarget),
            Map.of())
        .scheduledRules();
  }
}
