package com.acme.analytics.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.alert.Condition;
import com.acme.analytics.core.alert.Condition.Absence;
import com.acme.analytics.core.alert.Condition.Anomaly;
import com.acme.analytics.core.alert.Condition.Threshold;
import com.acme.analytics.core.alert.Direction;
import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JudgeWindowsTest {
  private static final Anomaly ANOMALY =
      new Anomaly(3, Direction.BOTH, false, Duration.ofHours(1), Duration.ofMinutes(30));
  private static final Threshold ABOVE_TEN = new Threshold(Operator.GT, 10, Granularity.MINUTE);
  private static final Absence FIVE_MINUTES_OF_SILENCE = new Absence(Duration.ofMinutes(5));

  @Test
  void aSpikeOpensOneAlertAndItsSuccessorsNone() throws Exception {
    try (RuleHarness rule = defined(ANOMALY)) {
      rule.feed(60, 100);
      rule.feed(1_000, 1_000, 1_100);
      rule.feed(20, 100);

      assertThat(rule.told())
          .containsExactly("opened condition 60@60 1000/100", "closed recovered 60@65 100/103");
    }
  }

  @Test
  void nothingIsToldBeforeTheBaselineIsWarm() throws Exception {
    try (RuleHarness rule = defined(ANOMALY)) {
      rule.feed(10, 100);
      rule.feed(5_000, 0, 5_000, 0);
      rule.feed(18, 100);

      assertThat(rule.told()).isEmpty();
    }
  }

  @Test
  void aSlowDriftIsNoAnomaly() throws Exception {
    try (RuleHarness rule = defined(ANOMALY)) {
      rule.feed(60, 100);
      for (int minute = 0; minute < 600; minute++) {
        rule.feed(100 * Math.pow(1.002, minute));
      }

      assertThat(rule.told()).isEmpty();
    }
  }

  @Test
  void aDropToNothingIsAnAnomalyThoughNoEventTellsOfIt() throws Exception {
    try (RuleHarness rule = defined(ANOMALY)) {
      rule.feed(60, 100);
      rule.feed(2, 0);

      assertThat(rule.told()).containsExactly("opened condition 60@60 0/100");
    }
  }

  @Test
  void onlyTheDirectionAskedForCounts() throws Exception {
    Anomaly down =
        new Anomaly(3, Direction.DOWN, false, Duration.ofHours(1), Duration.ofMinutes(30));
    try (RuleHarness rule = defined(down)) {
      rule.feed(60, 100);
      rule.feed(1_000);
      rule.feed(10, 100);
      rule.feed(2, 10);

      assertThat(rule.told()).containsExactly("opened condition 71@71 10/101");
    }
  }

  @Test
  void anAlertIsUpdatedWhenItHasChangedByHalf() throws Exception {
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      rule.feed(3, 5);
      rule.feed(20, 22, 30, 31, 44, 46, 5);
      rule.feed(1, 5);

      assertThat(rule.told())
          .containsExactly(
              "opened condition 3@3 20/10",
              "updated condition 3@5 30/10",
              "updated condition 3@8 46/10",
              "closed recovered 3@9 5/10");
    }
  }

  @Test
  void aThresholdOverFiveMinutesJudgesWindowsOfFiveMinutes() throws Exception {
    try (RuleHarness rule = defined(new Threshold(Operator.GE, 10, Granularity.FIVE_MINUTES))) {
      rule.observe(5, 9);
      rule.observe(10, 10);
      rule.runTo(16);
      rule.observe(15, 4);
      rule.runTo(21);

      assertThat(rule.told())
          .containsExactly("opened condition 10@10 10/10", "closed recovered 10@15 4/10");
    }
  }

  @Test
  void silenceOpensAndTheNextEventCloses() throws Exception {
    try (RuleHarness rule = defined(FIVE_MINUTES_OF_SILENCE)) {
      rule.feed(10, 1);
      rule.feed(4, 0);
      rule.feed(1, 1);
      rule.feed(8, 0);
      rule.feed(2, 1);

      assertThat(rule.told())
          .containsExactly(
              "opened condition 19@19 5/5",
              "updated condition 19@22 8/5",
              "closed recovered 19@23 0/5");
    }
  }

  @Test
  void silenceIsNoticedThoughNoEventHasEverCome() throws Exception {
    try (RuleHarness rule = defined(FIVE_MINUTES_OF_SILENCE)) {
      rule.runTo(8);

      assertThat(rule.told()).containsExactly("opened condition 6@6 5/5");
    }
  }

  @Test
  void anAverageOfNothingIsNeitherAnAnomalyNorLearnt() throws Exception {
    try (RuleHarness rule = new RuleHarness()) {
      rule.define(
          RuleHarness.rule(new Metric.Average("ms"), ANOMALY, Duration.ofSeconds(30), false));
      rule.feed(60, 100);
      rule.feed(60, 0);
      rule.feed(2, 100);
      assertThat(rule.told()).isEmpty();

      rule.feed(2, 200);
      assertThat(rule.told()).containsExactly("opened condition 122@122 200/100");
    }
  }

  @Test
  void aLateChangeOfAJudgedWindowTellsNothing() throws Exception {
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      rule.feed(6, 5);
      rule.observe(4, 500);
      rule.feed(6, 5);

      assertThat(rule.told()).isEmpty();
    }
  }

  @Test
  void aRuleIsJudgedAsItIsNow() throws Exception {
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      rule.feed(4, 20);
      rule.define(RuleHarness.rule(new Threshold(Operator.GT, 100, Granularity.MINUTE)));
      rule.feed(3, 20);
      rule.feed(2, 200);

      assertThat(rule.told())
          .containsExactly(
              "opened condition 2@2 20/10",
              "closed recovered 2@3 20/100",
              "opened condition 7@7 200/100");
    }
  }

  @Test
  void aRuleThatFollowsSomethingElseClosesItsAlertAndBeginsAnew() throws Exception {
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      rule.feed(4, 20);
      rule.define(
          RuleHarness.rule(new Metric.UniqueUsers(), ABOVE_TEN, Duration.ofSeconds(30), false));
      rule.feed(4, 20);

      assertThat(rule.told())
          .containsExactly(
              "opened condition 2@2 20/10",
              "closed rule_changed 2@2 20/10",
              "opened condition 6@6 20/10");
    }
  }

  @Test
  void aDeletedRuleClosesItsAlertAndTellsNothingMore() throws Exception {
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      rule.feed(4, 20);
      rule.define((String) null);
      rule.feed(10, 20);

      assertThat(rule.told())
          .containsExactly("opened condition 2@2 20/10", "closed rule_deleted 2@2 20/10");
    }
  }

  @Test
  void aDefinitionThatIsNoRuleChangesNothing() throws Exception {
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      rule.define("{}");
      rule.define("no JSON");
      rule.define(RuleHarness.rule(ABOVE_TEN).toJson().replace("shop", "other"));
      rule.feed(4, 20);

      assertThat(rule.states()).containsExactly("opened");
    }
  }

  @Test
  void aRuleThatWaitsLongerThanAnHourMustWantToBeToldOfOldWindows() throws Exception {
    try (RuleHarness rule = new RuleHarness()) {
      rule.define(RuleHarness.rule(new Metric.Count(), ABOVE_TEN, Duration.ofHours(2), true));
      rule.feed(10, 20);
      assertThat(rule.told()).isEmpty();

      rule.runTo(125);
      assertThat(rule.states()).containsExactly("opened");
    }
  }

  @Test
  void whatHappenedLongAgoIsNotToldAfterARestartUnlessTheRuleWantsIt() throws Exception {
    assertThat(toldAfterThreeHoursAway(false)).isEmpty();
    assertThat(toldAfterThreeHoursAway(true)).containsExactly("opened", "closed");
  }

  private static List<String> toldAfterThreeHoursAway(boolean notifiesOld) throws Exception {
    try (RuleHarness rule = new RuleHarness()) {
      rule.define(
          RuleHarness.rule(new Metric.Count(), ABOVE_TEN, Duration.ofSeconds(30), notifiesOld));
      rule.feed(10, 5);
      rule.restart(180);
      rule.observe(20, 500);
      rule.runTo(10 + 180 + 70);
      return rule.states();
    }
  }

  @Test
  void eventsOnTheirWayAfterARestartAreNotTakenForSilence() throws Exception {
    try (RuleHarness rule = defined(FIVE_MINUTES_OF_SILENCE)) {
      rule.feed(20, 5);
      rule.restart(10);
      rule.runTo(35);
      for (int minute = 20; minute < 60; minute++) {
        rule.observe(minute, 5);
      }
      rule.runTo(60);
      assertThat(rule.told()).isEmpty();

      rule.runTo(70);
      assertThat(rule.told()).startsWith("opened condition 64@64 5/5");
    }
  }

  @Test
  void aSeasonalBaselineExpectsOfEachHourOfTheWeekWhatItWasBefore() throws Exception {
    int week = 7 * 24 * 60;
    Anomaly seasonal =
        new Anomaly(3, Direction.BOTH, true, Duration.ofDays(28), Duration.ofDays(7));
    try (RuleHarness rule = defined(seasonal)) {
      for (int minute = 0; minute < 2 * week + 60; minute++) {
        rule.feed(busyByDay(minute));
      }
      assertThat(rule.told()).isEmpty();

      rule.feed(busyByDay(12 * 60));
      rule.feed(1, busyByDay(0));
      assertThat(rule.told())
          .containsExactly("opened condition %1$d@%1$d 1000/100".formatted(2 * week + 60));
    }
  }

  /** Nights begin the day here. */
  private static double busyByDay(int minute) {
    return minute / 60 % 24 < 12 ? 100 : 1_000;
  }

  @Property(tries = 30)
  void whereverTheJobIsRestartedTheAlertsAreTheSame(
      @ForAll @Size(60) List<@IntRange(max = 40) Integer> values,
      @ForAll @IntRange(max = 59) int restartAt)
      throws Exception {
    for (Condition condition : List.of(ABOVE_TEN, ANOMALY, FIVE_MINUTES_OF_SILENCE)) {
      List<String> undisturbed = told(condition, values, -1);

      assertThat(told(condition, values, restartAt)).isEqualTo(undisturbed);
    }
  }

  private static List<String> told(Condition condition, List<Integer> values, int restartAt)
      throws Exception {
    try (RuleHarness rule = defined(condition)) {
      rule.feed(40, 20);
      for (int i = 0; i < values.size(); i++) {
        if (i == restartAt) {
          rule.restart(0);
        }
        rule.feed(values.get(i) % 3 == 0 ? 0 : values.get(i));
      }
      rule.runTo(110);
      return rule.told();
    }
  }

  @Property(tries = 30)
  void theOrderOfAWindowsChangesPlaysNoPart(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 30) Integer> versions,
      @ForAll long seed)
      throws Exception {
    int newest = Collections.max(versions);
    List<Integer> shuffled = new ArrayList<>(versions);
    Collections.shuffle(shuffled, new Random(seed));
    try (RuleHarness rule = defined(ABOVE_TEN)) {
      for (int version : shuffled) {
        rule.observe(3, version, version);
      }
      rule.runTo(5);

      assertThat(rule.told())
          .isEqualTo(newest > 10 ? List.of("opened condition 3@3 " + newest + "/10") : List.of());
    }
  }

  private static RuleHarness defined(Condition condition) throws Exception {
    RuleHarness rule = new RuleHarness();
    rule.define(RuleHarness.rule(condition));
    return rule;
  }
}
