package com.acme.analytics.functions.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class JsonSliceLawsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Property(tries = 200)
  void aValueOpenedAndCopiedIsTheValue(
      @ForAll @Size(max = 8) Map<String, List<String>> object, @ForAll boolean spread) {
    String text =
        spread
            ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object)
            : JSON.writeValueAsString(object);

    Map<String, JsonSlice> members = slice(text).members();

    assertThat(members.keySet()).isEqualTo(JSON.readTree(text).propertyNames());
    members.forEach(
        (name, value) ->
            assertThat(JSON.readTree(copied(value))).isEqualTo(JSON.readTree(text).get(name)));
  }

  @Property(tries = 200)
  void aTextIsReadAsItWasMeant(@ForAll String text) {
    String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(slice(JSON.writeValueAsString(wellFormed)).text()).hasValue(wellFormed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"a\":}", "[1,]", "{} {}", "{\"a\":\"\\x\"}", "nul"})
  void whatIsNotJsonIsRefusedAtOnce(String text) {
    assertThatThrownBy(() -> slice(text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.MALFORMED_JSON));
  }

  private static String copied(JsonSlice value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    value.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonSlice slice(String text) {
    return JsonSlice.whole(text.getBytes(StandardCharsets.UTF_8));
  }
}
