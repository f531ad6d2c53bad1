package com.acme.analytics.functions.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallTest {
  @ParameterizedTest
  @CsvSource({
    "POST /v1/track, TRACK",
    "POST /v1/t, TRACK",
    "POST /v1/import/, IMPORT",
    "POST /v1/b, BATCH",
    "POST /v1/screen, SCREEN",
    "POST /v1/{call+}, ",
    "POST /v1/m, "
  })
  void aPathNamesACall(String routeKey, Call call) {
    assertThat(Call.of(request(routeKey, Map.of())).orElse(null)).isEqualTo(call);
  }

  @Test
  void aRouteWithAPlaceholderNamesACallByIt() {
    assertThat(Call.of(request("POST /v1/{call+}", Map.of("call", "i")))).hasValue(Call.IDENTIFY);
    assertThat(Call.of(request("POST /v1/{call+}", Map.of("call", "import/"))))
        .hasValue(Call.IMPORT);
  }

  @Test
  void everyPathIsACall() {
    assertThat(Call.paths())
        .contains("/v1/track", "/v1/t", "/v1/import/")
        .doesNotHaveDuplicates()
        .allSatisfy(path -> assertThat(Call.of(request("POST " + path, Map.of()))).isPresent());
  }

  private static HttpRequest request(String routeKey, Map<String, String> pathParameters) {
    return new HttpRequest(routeKey, Map.of(), Map.of(), pathParameters, new byte[0], "", "", 0);
  }
}
