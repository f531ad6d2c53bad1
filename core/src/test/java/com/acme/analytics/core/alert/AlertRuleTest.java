package com.acme.analytics.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.alert.Condition.Absence;
import com.acme.analytics.core.alert.Condition.Anomaly;
import com.acme.analytics.core.alert.Condition.Threshold;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRuleTest {
  private static final UUID ID = new UUID(7, 1);
  private static final CustomerId CUSTOMER = new CustomerId("shop");

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(AlertRule.fromJson(rule("'metric': 'count', 'condition': {'kind': 'anomaly'}")))
        .isEqualTo(
            new AlertRule(
                ID,
                CUSTOMER,
                "Visits",
                new Metric.Count(),
                Series.TOTAL,
                new Anomaly(3, Direction.BOTH, false, Duration.ofHours(3), Duration.ofHours(1)),
                Duration.ofSeconds(30),
                3,
                false));
  }

  @Test
  void aSeasonalBaselineReachesFourWeeksBackAndWaitsForOne() {
    AlertRule rule =
        AlertRule.fromJson(
            rule("'metric': 'count', 'condition': {'kind': 'anomaly', 'seasonal': true}"));

    Anomaly anomaly = (Anomaly) rule.condition();
    assertThat(anomaly.lengthWindows()).isEqualTo(240);
    assertThat(anomaly.warmUpWindows()).isEqualTo(60);
  }

  @Test
  void aRuleIsTheSameAfterItWasWritten() {
    Series germany = new Series("country", "DE");
    AlertRule seasonal =
        new AlertRule(
            ID,
            CUSTOMER,
            "Größe \"x\"",
            new Metric.Sum("cart.total"),
            new Series("plan", ""),
            new Anomaly(4.5, Direction.UP, true, Duration.ofDays(28), Duration.ofDays(7)),
            Duration.ofHours(2),
            5,
            true);
    AlertRule threshold =
        new AlertRule(
            ID,
            CUSTOMER,
            "Slow",
            new Metric.Average("ms"),
            germany,
            new Threshold(Operator.GE, 0.1, Granularity.FIVE_MINUTES),
            Duration.ZERO,
            1,
            false);
    AlertRule absence =
        new AlertRule(
            ID,
            CUSTOMER,
            "Silence",
            new Metric.UniqueUsers(),
            germany,
            new Absence(Duration.ofMinutes(10)),
            Duration.ofSeconds(30),
            1,
            false);

    assertThat(AlertRule.fromJson(seasonal.toJson())).isEqualTo(seasonal);
    assertThat(AlertRule.fromJson(threshold.toJson())).isEqualTo(threshold);
    assertThat(AlertRule.fromJson(absence.toJson())).isEqualTo(absence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'metric': 'max:ms', 'condition': {'kind': 'absence', 'for': 'PT1M'} | /metric | max:ms",
        "'metric': 'sum:properties.x', 'condition': {'kind': 'absence', 'for': 'PT1M'} | /metric | sum:properties.x",
        "'metric': 'avg:ms', 'condition': {'kind': 'absence', 'for': 'PT1M'} | /metric | avg:ms",
        "'metric': 'count', 'condition': {'kind': 'spike'} | /condition/kind | spike",
        "'metric': 'count', 'condition': {'kind': 'anomaly', 'sigma': 0} | /condition/sigma | 0",
        "'metric': 'count', 'condition': {'kind': 'anomaly', 'sigma': '3'} | /condition/sigma | 3",
        "'metric': 'count', 'condition': {'kind': 'anomaly', 'sigmas': 3} | /condition/sigmas | sigmas",
        "'metric': 'count', 'condition': {'kind': 'anomaly', 'direction': 'left'} | /condition/direction | left",
        "'metric': 'count', 'condition': {'kind': 'anomaly', 'warm_up': 'PT4H'} | /condition/warm_up | PT4H",
        "'metric': 'count', 'condition': {'kind': 'anomaly', 'length': '3h'} | /condition/length | 3h",
        "'metric': 'count', 'condition': {'kind': 'threshold', 'operator': 'eq', 'value': 1} | /condition/operator | eq",
        "'metric': 'count', 'condition': {'kind': 'threshold', 'operator': 'gt', 'value': 1, 'over': '1d'} | /condition/over | 1d",
        "'metric': 'count', 'condition': {'kind': 'threshold', 'operator': 'gt'} | /condition/value | missing",
        "'metric': 'count', 'condition': {'kind': 'absence', 'for': 'PT90S'} | /condition/for | PT1M30S",
        "'metric': 'count', 'condition': {'kind': 'absence'} | /condition/for | missing",
        "'metric': 'count', 'condition': {'kind': 'absence', 'for': 'PT1M'}, 'grace': 'PT1H' | /grace | PT1H",
        "'metric': 'count', 'condition': {'kind': 'absence', 'for': 'PT1M'}, 'close_after': 1.5 | /close_after | 1.5",
        "'metric': 'count', 'condition': {'kind': 'absence', 'for': 'PT1M'}, 'dimension': 'city', 'value': '' | /dimension | city",
        "'metric': 'count', 'condition': {'kind': 'absence', 'for': 'PT1M'}, 'dimension': 'path' | /value | missing",
        "'metric': 'count', 'condition': 'anomaly' | /condition | anomaly",
        "'metric': 'count', 'condition': {'kind': ['anomaly']} | /condition/kind | [anomaly]",
        "'metric': 'count' | /condition | missing"
      })
  void aRuleThatCanNotBeIsRefusedWithTheMemberAndItsValue(
      String members, String pointer, String value) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> AlertRule.fromJson(rule(members)))
        .satisfies(
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(ErrorCode.INVALID_ALERT_RULE);
              assertThat(refused.problem().pointer()).isEqualTo(pointer);
              assertThat(refused.problem().detail()).contains(value, "(expected: ");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'id': | malformed_json", "{'id': 1, 'id': 2} | malformed_json"})
  void whatIsNoJsonIsRefused(String text, String code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> AlertRule.fromJson(text.replace('\'', '"')))
        .satisfies(refused -> assertThat(refused.problem().code().code()).isEqualTo(code));
  }

  @Test
  void anAlertTellsWhatItIsAboutAndWhichItIs() {
    AlertRule rule = AlertRule.fromJson(rule("'metric': 'count', 'condition': {'kind':'anomaly'}"));
    Alert alert =
        new Alert(
            rule,
            AlertState.OPENED,
            AlertReason.CONDITION,
            Instant.parse("2026-03-10T12:00:00Z"),
            Instant.parse("2026-03-10T12:00:00Z"),
            900,
            100.5,
            OptionalDouble.of(7.25));

    assertThat(alert.recordKey()).isEqualTo("shop/" + ID);
    assertThat(alert.toJson().replace('"', '\''))
        .isEqualTo(
            "{'dedup_key':'%1$s/1773144000','state':'opened','reason':'condition','customer':'shop',"
                    .formatted(ID)
                + "'rule_id':'%s','rule_name':'Visits','condition':'anomaly',".formatted(ID)
                + "'opened_window':'2026-03-10T12:00:00Z','window':'2026-03-10T12:00:00Z',"
                + "'window_seconds':60,'value':900.0,'expected':100.5,'score':7.25}");
  }

  private static String rule(String members) {
    return "{'id': '%s', 'customer': 'shop', 'name': 'Visits', %s}"
        .formatted(ID, members)
        .replace('\'', '"');
  }
}
