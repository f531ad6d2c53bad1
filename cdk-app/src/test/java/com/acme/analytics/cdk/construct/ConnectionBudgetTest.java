package com.acme.analytics.cdk.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
  @Test
  void mskWithIamBears375Clients() {
    assertThat(ConnectionBudget.MSK_WITH_IAM.byConnections()).isEqualTo(375);
    assertThat(ConnectionBudget.MSK_WITH_IAM.byConnectionRate()).isEqualTo(500);
    assertThatCode(() -> ConnectionBudget.MSK_WITH_IAM.accept(Map.of("ingest", 375)))
        .doesNotThrowAnyException();
  }

  @Test
  void theSumOfAllKindsIsWhatCountsAndItsPartsAreNamed() {
    Map<String, Integer> clients = new TreeMap<>(Map.of("gateway", 6, "ingest", 370));

    assertThatThrownBy(() -> ConnectionBudget.MSK_WITH_IAM.accept(clients))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "clients of Kafka: 376 of {gateway=6, ingest=370} (expected: <= 375; 3000 connections"
                + " per broker bear 375, 100 new connections per second 500)");
  }

  @Property
  void whatIsAcceptedNeverTakesMoreThanHalfOfABrokersConnections(
      @ForAll @IntRange(min = 8, max = 10_000) int connections,
      @ForAll @IntRange(min = 1, max = 1_000) int perSecond) {
    ConnectionBudget budget = new ConnectionBudget(connections, perSecond);
    int accepted = Math.min(budget.byConnections(), budget.byConnectionRate());

    int oldAndNewVersion = 2 * accepted;
    assertThat(oldAndNewVersion * 2).isLessThanOrEqualTo(connections / 2);
    assertThat(accepted * 2 / perSecond).isLessThanOrEqualTo(10);
  }
}
