package com.acme.analytics.functions.ingest.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.problem.ProblemException;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
  private final Admission admission = new Admission(2, 100);

  @Test
  void moreRequestsThanFitAreRefusedUntilOneLeaves() {
    Admission.Stay first = admission.enter();
    Admission.Stay second = admission.enter();
    assertThatExceptionOfType(ProblemException.class).isThrownBy(admission::enter);

    first.close();
    first.close();

    assertThat(admission.requests()).isEqualTo(1);
    admission.enter().close();
    second.close();
    assertThat(admission.requests()).isZero();
  }

  @Test
  void bytesCountForAllRequestsTogether() {
    Admission.Stay first = admission.enter();
    Admission.Stay second = admission.enter();
    first.hold(60);
    second.hold(40);

    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> second.hold(1));
    first.release(1_000);
    second.hold(60);

    assertThat(admission.bytes()).isEqualTo(100);
    second.close();
    assertThat(admission.bytes()).isZero();
  }

  @Test
  void whatComesInAfterTheAnswerDoesNotCount() {
    Admission.Stay stay = admission.enter();
    stay.close();

    stay.hold(60);

    assertThat(admission.bytes()).isZero();
  }
}
