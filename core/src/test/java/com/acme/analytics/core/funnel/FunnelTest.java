package com.acme.analytics.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelTest {
  private static final String JSON =
      """
      {"id":"00000000-0000-0000-0000-000000000007","customer":"acme","name":"Buy",\
      "steps":[{"event":"page_view","filters":[\
      {"dimension":"path","operator":"in","values":["/","/\\"a\\""]},\
      {"dimension":"plan","operator":"exists","values":[]}]},\
      {"event":"purchase","filters":[{"dimension":"cart.total","operator":"ge","values":["9.5"]}]}],\
      "window":"PT24H","breakdown":"country","active_from":"2026-03-09T10:00:00Z"}""";

  @Test
  void aFunnelIsTheSameAfterItsJson() {
    Funnel funnel =
        new Funnel(
            new UUID(0, 7),
            new CustomerId("acme"),
            "Buy",
            List.of(
                new FunnelStep(
                    "page_view",
                    List.of(
                        new Filter(FixedDimension.PATH, Operator.IN, List.of("/", "/\"a\"")),
                        new Filter(new Property("plan"), Operator.EXISTS, List.of()))),
                new FunnelStep(
                    "purchase",
                    List.of(new Filter(new Property("cart.total"), Operator.GE, List.of("9.5"))))),
            Duration.ofDays(1),
            Optional.of("country"),
            Instant.parse("2026-03-09T10:00:00Z"));

    assertThat(funnel.toJson()).isEqualTo(JSON);
    assertThat(Funnel.fromJson(JSON)).isEqualTo(funnel);
  }

  @Test
  void filtersAndBreakdownMayBeLeftOut() {
    Funnel funnel =
        Funnel.fromJson(
            """
            {"id":"00000000-0000-0000-0000-000000000007","customer":"acme","name":"Buy",
             "steps":[{"event":"a"},{"event":"b"}],
             "window":"PT1M","active_from":"2026-03-09T10:00:00Z"}""");

    assertThat(funnel.breakdown()).isEmpty();
    assertThat(funnel.steps()).extracting(FunnelStep::filters).containsOnly(List.of());
    assertThat(Funnel.fromJson(funnel.toJson())).isEqualTo(funnel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "PT24H"       | "PT59S"           | /window             | window: "PT59S" (expected: PT1M to PT720H
          "PT24H"       | "PT720H1S"        | /window             | window: "PT720H1S"
          "PT24H"       | "a day"           | /window             | window: "a day" (expected: a duration
          "PT24H"       | 24                | /window             | window: "24" (expected: a duration
          "country"     | "user_id"         | /breakdown          | breakdown: "user_id" (expected: event, path
          "country"     | "total"           | /breakdown          | breakdown: "total"
          10:00:00Z     | 10:00:01Z         | /active_from        | active_from: "2026-03-09T10:00:01Z" (expected: a whole minute)
          "acme"        | "Acme"            | /customer           | customer: "Acme"
          "name":"Buy"  | "name":""         | /name               | name: "" (expected: 1 to 200
          "name":"Buy", | ``                | /name               | name: missing (expected: 1 to 200
          "name":       | "names":1,"name": | /names              | names: "names" (expected: no such member
          "name":       | "nom":"x","name": | /nom                | nom: "nom" (expected: no such member
          "purchase"    | ""                | /steps/1/event      | event: "" (expected: 1 to 200
          "path"        | "ip"              | /steps/0/filters/0/dimension | filters.0.dimension: "ip"
          "in"          | "like"            | /steps/0/filters/0/operator  | "like" (expected: eq, ne
          "9.5"         | "much"            | /steps/1/filters/0  | filter: "cart.total:ge:much" (expected: a number
          ["9.5"]       | [9.5]             | /steps/1/filters/0/values/0 | "9.5" (expected: text
          {"event":"purchase"| {"evnt":1,"event":"purchase" | /steps/1/evnt | steps.1.evnt: "evnt"
          """)
  void whatIsNotAsExpectedIsRefusedByItsPlace(
      String found, String replaced, String pointer, String detail) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Funnel.fromJson(JSON.replace(found, replaced)))
        .satisfies(
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ErrorCode.INVALID_FUNNEL);
              assertThat(refusal.problem().pointer()).isEqualTo(pointer);
              assertThat(refusal.problem().detail()).contains(detail);
            });
  }

  @Test
  void oneStepIsNoFunnelAndElevenAreTooMany() {
    FunnelStep step = new FunnelStep("a", List.of());
    for (int count : new int[] {0, 1, 11}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(
              () ->
                  new Funnel(
                      new UUID(0, 1),
                      new CustomerId("a"),
                      "f",
                      Collections.nCopies(count, step),
                      Duration.ofHours(1),
                      Optional.empty(),
                      Instant.EPOCH))
          .withMessageContaining("steps: \"" + count + " steps\" (expected: 2 to 10)");
    }
  }

  @Test
  void textThatIsNoJsonIsMalformed() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Funnel.fromJson("{\"id\""))
        .satisfies(
            refusal -> assertThat(refusal.problem().code()).isEqualTo(ErrorCode.MALFORMED_JSON));
  }
}
