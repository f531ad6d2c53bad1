package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.problem.ErrorCode;
import com.clickhouse.client.api.ServerException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseFailureTest {
  @ParameterizedTest
  @ValueSource(ints = {158, 159, 160, 307, 396})
  void aQueryOverItsLimitsIsTheCallers(int code) {
    assertThat(codeOf(new ServerException(code, "limit exceeded", 500, "q")))
        .isEqualTo(ErrorCode.QUERY_TOO_EXPENSIVE);
  }

  @Test
  void memoryIsTheCallersUnlessTheServerAsAWholeHasNone() {
    assertThat(codeOf(new ServerException(241, "Query memory limit exceeded", 500, "q")))
        .isEqualTo(ErrorCode.QUERY_TOO_EXPENSIVE);
    assertThat(codeOf(new ServerException(241, "(total) memory limit exceeded", 500, "q")))
        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  @Test
  void everythingElseIsAStoreThatCannotAnswer() {
    assertThat(codeOf(new ServerException(60, "Unknown table", 404, "q")))
        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(codeOf(new ConnectException("refused"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  private static ErrorCode codeOf(Throwable failure) {
    return ClickHouseFailure.problem(new IllegalStateException(failure)).problem().code();
  }
}
