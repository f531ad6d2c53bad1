package com.acme.analytics.functions.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:34:56.789Z");
  private static final Instant HOT_FROM = Instant.parse("2026-11-13T13:34:00Z");
  private static final Instant WARM_FROM = Instant.parse("2026-08-22T13:34:56.789Z");
  private static final Ownership OWNERSHIP = new Ownership(Duration.ofDays(7), Duration.ofDays(90));
  private static final CustomerId SHOP = new CustomerId("shop");
  private static final Instant PLAN_SINCE = Instant.parse("2026-10-10T00:00:10Z");
  private static final Instant TOTAL_SINCE = Instant.parse("2026-10-20T00:00:00Z");
  private static final DeclaredSince DECLARED =
      new DeclaredSince(
          Map.of("plan", PLAN_SINCE, "it's", PLAN_SINCE), Map.of("cart.total", TOTAL_SINCE));
  private static final String ROLLED_UP = "count";
  private static final String OF_NUMBERS = "sum:bytes";

  @Test
  void whatTheHotTierOwnsIsAskedOfItAloneAndNoOtherTierIsAsked() {
    Planner planner =
        new Planner(
            OWNERSHIP,
            () -> fail("the warm tier was asked"),
            customer -> fail("nothing is to be known of " + customer));

    Plan plan = planner.plan(SHOP, query(OF_NUMBERS, HOT_FROM, NOW.plusSeconds(300)), NOW);

    assertThat(plan.isWholeIn(Tier.HOT)).isTrue();
    assertThat(plan.unheld()).isEmpty();
  }

  @Test
  void aRollupIsAskedForWholeMinutesAndTheLakeForTheEdge() {
    Instant from = Instant.parse("2026-10-01T00:00:00.001Z");

    Plan plan = planner(NOW).plan(SHOP, query(ROLLED_UP, from, NOW), NOW);

    Instant minute = Instant.parse("2026-10-01T00:01:00Z");
    assertThat(slices(plan))
        .containsExactly(
            "lake " + new TimeRange(from, minute),
            "warm " + new TimeRange(minute, HOT_FROM),
            "hot " + new TimeRange(HOT_FROM, NOW));
  }

  @Test
  void whatTheRollupDoesNotHaveIsAskedOfTheLakeWhichSaysWhy() {
    Instant from = Instant.parse("2026-10-01T00:00:00Z");

    Plan plan = planner(NOW).plan(SHOP, query(OF_NUMBERS, from, NOW), NOW);

    assertThat(slices(plan))
        .containsExactly(
            "lake " + new TimeRange(from, HOT_FROM), "hot " + new TimeRange(HOT_FROM, NOW));
    assertThat(plan.slices().getFirst().reason()).isEqualTo("the warm tier has no measure bytes");
  }

  @Test
  void whatIsDeclaredIsAskedOfTheWarmTierSinceAllOfItWasAndOfTheLakeBefore() {
    Instant from = Instant.parse("2026-10-01T00:00:00Z");
    Query plans = query(Map.of("dimensions", "plan"), from, HOT_FROM);
    Query totals =
        query(Map.of("measures", "p95:cart.total", "filter", "plan:exists"), from, HOT_FROM);

    Instant minute = Instant.parse("2026-10-10T00:01:00Z");
    assertThat(slices(planner(NOW).plan(SHOP, plans, NOW)))
        .containsExactly(
            "lake " + new TimeRange(from, minute), "warm " + new TimeRange(minute, HOT_FROM));
    Plan plan = planner(NOW).plan(SHOP, totals, NOW);
    assertThat(slices(plan))
        .containsExactly(
            "lake " + new TimeRange(from, TOTAL_SINCE),
            "warm " + new TimeRange(TOTAL_SINCE, HOT_FROM));
    assertThat(plan.slices().getFirst().reason())
        .isEqualTo("it begins before all that is asked for was declared");
  }

  @ParameterizedTest
  @CsvSource({
    "plan:eq:pro, warm",
    "plan:eq:404, warm",
    "plan:ne:true, warm",
    "plan:eq:, warm",
    "plan:contains:404.0, warm",
    "plan:missing, warm",
    "plan:eq:404.0, lake",
    "plan:in:pro|4e2, lake",
    "plan:ne:-0, lake",
    "plan:lt:404, lake",
    "cart.total:exists, lake",
    "it's:exists, lake"
  })
  void aFilterThatTextsDoNotTellIsAskedOfTheLake(String filter, String tier) {
    Instant from = Instant.parse("2026-10-21T00:00:00Z");

    Plan plan = planner(NOW).plan(SHOP, query(Map.of("filter", filter), from, HOT_FROM), NOW);

    assertThat(slices(plan)).containsExactly(tier + " " + new TimeRange(from, HOT_FROM));
  }

  @Test
  void nobodyIsAskedWhatIsDeclaredForFixedDimensions() {
    Planner planner =
        new Planner(OWNERSHIP, () -> NOW, customer -> fail("asked about " + customer));
    Instant from = Instant.parse("2026-10-01T00:00:00Z");

    Plan plan =
        planner.plan(SHOP, query(Map.of("dimensions", "path,country"), from, HOT_FROM), NOW);

    assertThat(slices(plan)).containsExactly("warm " + new TimeRange(from, HOT_FROM));
  }

  @Test
  void whatTheWarmTierHasDroppedIsAskedOfTheLake() {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");

    Plan plan = planner(NOW).plan(SHOP, query(ROLLED_UP, from, HOT_FROM), NOW);

    Instant held = WARM_FROM.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    assertThat(slices(plan))
        .containsExactly(
            "lake " + new TimeRange(from, held), "warm " + new TimeRange(held, HOT_FROM));
    assertThat(plan.slices().getFirst().reason()).contains("no whole minute");
  }

  @Test
  void aWarmTierThatLagsIsNotAskedBeyondWhatItHasTakenIn() {
    Instant from = Instant.parse("2026-11-01T00:00:00Z");
    Instant committed = Instant.parse("2026-11-10T00:07:30Z");

    Plan plan = planner(committed).plan(SHOP, query(ROLLED_UP, from, NOW), NOW);

    Instant whole = Instant.parse("2026-11-10T00:07:00Z");
    assertThat(slices(plan))
        .containsExactly(
            "warm " + new TimeRange(from, whole),
            "lake " + new TimeRange(whole, HOT_FROM),
            "hot " + new TimeRange(HOT_FROM, NOW));
  }

  @Test
  void aWarmTierThatDoesNotAnswerIsReplacedByTheLake() {
    Instant from = Instant.parse("2026-11-01T00:00:00Z");

    Plan plan = planner(Instant.EPOCH).plan(SHOP, query(ROLLED_UP, from, HOT_FROM), NOW);

    assertThat(slices(plan)).containsExactly("lake " + new TimeRange(from, HOT_FROM));
  }

  @Test
  void whatIsOlderThanSevenYearsIsHeldByNoTier() {
    Instant from = Instant.parse("2000-01-01T00:00:00Z");

    Plan plan = planner(NOW).plan(SHOP, query(ROLLED_UP, from, NOW), NOW);

    assertThat(plan.unheld())
        .containsExactly(new TimeRange(from, NOW.minus(Duration.ofDays(7 * 365))));
  }

  @Property
  void everyMomentHasOneTierAtMostAndAllThatIsHeldHasOne(
      @ForAll @LongRange(min = 1, max = 4_000L * 86_400_000) long before,
      @ForAll @LongRange(min = 1, max = 4_000L * 86_400_000) long length,
      @ForAll @IntRange(max = 100) int lagDays,
      @ForAll boolean rolledUp) {
    Instant from = NOW.minusMillis(before);
    Query query = query(rolledUp ? ROLLED_UP : OF_NUMBERS, from, from.plusMillis(length));

    Plan plan = planner(NOW.minus(Duration.ofDays(lagDays))).plan(SHOP, query, NOW);

    List<TimeRange> parts = new ArrayList<>(plan.unheld());
    plan.slices().forEach(slice -> parts.add(slice.range()));
    parts.sort(Comparator.comparing(TimeRange::from));
    assertThat(parts.getFirst().from()).isEqualTo(query.range().from());
    assertThat(parts.getLast().to()).isEqualTo(query.range().to());
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
    }
    plan.slices().stream()
        .filter(slice -> slice.tier() == Tier.WARM)
        .flatMap(slice -> List.of(slice.range().from(), slice.range().to()).stream())
        .forEach(edge -> assertThat(edge).isEqualTo(edge.truncatedTo(ChronoUnit.MINUTES)));
  }

  private static Planner planner(Instant committed) {
    return new Planner(OWNERSHIP, () -> committed, customer -> DECLARED);
  }

  private static Query query(String measures, Instant from, Instant to) {
    return query(Map.of("measures", measures), from, to);
  }

  private static Query query(Map<String, String> terms, Instant from, Instant to) {
    Map<String, String> parameters = new HashMap<>(terms);
    parameters.put("from", from.toString());
    parameters.put("to", to.toString());
    return new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)))
        .parse(parameters, NOW);
  }

  private static List<String> slices(Plan plan) {
    return plan.slices().stream().map(slice -> slice.tier().code() + " " + slice.range()).toList();
  }
}
