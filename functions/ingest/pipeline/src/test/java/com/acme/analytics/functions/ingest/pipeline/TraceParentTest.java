package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  @Test
  void aValidHeaderIsKept() {
    String header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    assertThat(TraceParent.parse(header)).contains(new TraceParent(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x"
      })
  void anInvalidHeaderIsIgnored(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
  }

  @Test
  void aNewTraceIsValidAndNew() {
    Identifiers identifiers = new Identifiers(new SecureRandom());
    TraceParent trace = identifiers.newTrace();
    assertThat(TraceParent.parse(trace.value())).contains(trace);
    assertThat(identifiers.newTrace()).isNotEqualTo(trace);
  }
}
