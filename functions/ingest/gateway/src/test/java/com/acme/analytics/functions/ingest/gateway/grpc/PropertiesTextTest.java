package com.acme.analytics.functions.ingest.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.ingest.v2.Event;
import com.acme.analytics.ingest.v2.IngestRequest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PropertiesTextTest {
  /** Whatever a client writes as properties, it stays where it belongs. */
  @Property(tries = 500)
  void noTextLeavesItsEvent(@ForAll("nearlyJson") String properties) {
    IngestRequest request =
        IngestRequest.newBuilder()
            .addEvents(Event.newBuilder().setEvent("a").setProperties(properties))
            .addEvents(Event.newBuilder().setEvent("b"))
            .build();

    JsonNode body = JsonMapper.shared().readTree(new BatchJson(request).toBytes());

    assertThat(body.propertyNames()).containsExactly("events");
    assertThat(body.get("events").size()).isEqualTo(2);
    assertThat(body.get("events").get(0).propertyNames()).isSubsetOf("event", "properties");
    assertThat(body.get("events").get(1).propertyNames()).containsExactly("event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " {\"a\": [1, {}]}\n", "[]", "1", "\"text\"", "null"})
  void oneValueIsOne(String text) {
    assertThat(new PropertiesText(text).isOneValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{}}", "{} {}", "{},", "{\"a\":\"\n\"}", "01", "tru", "{'a':1}"})
  void anythingElseIsNone(String text) {
    assertThat(new PropertiesText(text).isOneValue()).isFalse();
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\n",
            " ",
            "1",
            "-",
            ".",
            "e",
            "null",
            "\"a\"",
            "\"event\":",
            "\u0000",
            "\ud83d\ude00")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
