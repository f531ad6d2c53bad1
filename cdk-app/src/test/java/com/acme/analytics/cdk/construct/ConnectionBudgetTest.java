package com.acme.analytics.cdk.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
  @Test
  void mskWithIamBears375Environments() {
    assertThat(ConnectionBudget.MSK_WITH_IAM.byConnections()).isEqualTo(375);
    assertThat(ConnectionBudget.MSK_WITH_IAM.byConnectionRate()).isEqualTo(500);
    assertThat(ConnectionBudget.MSK_WITH_IAM.accept("ingest", 375)).isEqualTo(375);
  }

  @Test
  void oneMoreIsRefusedWithBothLimits() {
    assertThatThrownBy(() -> ConnectionBudget.MSK_WITH_IAM.accept("ingest", 376))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reservedConcurrency of ingest: 376 (expected: <= 375; 3000 connections per broker"
                + " bear 375 environments, 100 new connections per second 500)");
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
