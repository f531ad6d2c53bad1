package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DerivedEventIdsTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  @Test
  void theSameRequestGetsTheSameIdsForEver() {
    assertThat(new DerivedEventIds(CUSTOMER, "order-17").idOf(3))
        .isEqualTo(new DerivedEventIds(CUSTOMER, "order-17").idOf(3))
        .isEqualTo(UUID.fromString("be1ec03a-b48f-55ef-b47d-d522868f3123"));
  }

  @Test
  void indexKeyAndCustomerAllCount() {
    UUID id = new DerivedEventIds(CUSTOMER, "k").idOf(1);
    assertThat(id.version()).isEqualTo(5);
    assertThat(id).isNotEqualTo(new DerivedEventIds(CUSTOMER, "k").idOf(2));
    assertThat(id).isNotEqualTo(new DerivedEventIds(CUSTOMER, "k/1").idOf(1));
    assertThat(id).isNotEqualTo(new DerivedEventIds(new CustomerId("other"), "k").idOf(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "na\u00efve", "tab\t"})
  void aKeyMustBePrintable(String key) {
    assertThatThrownBy(() -> new DerivedEventIds(CUSTOMER, key))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .extracting(e -> e.problem().code())
        .isEqualTo(ErrorCode.INVALID_IDEMPOTENCY_KEY);
  }
}
