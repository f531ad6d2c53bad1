package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

/** What holds for any batch. */
final class BatchReaderLawsTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String VALID =
      """
      {"events":[{"event":"a","properties":{"k":[1,-2.5e3,"\\u00e9",null]},"user_id":"u"},
       {"event":"b","timestamp":"2015-05-20T11:58:00Z","context":{"ip":"::1"}},{"event":""}]}
      """;

  @Property(tries = 300)
  void anyJsonObjectPassesAsProperties(@ForAll("objects") Map<String, Object> properties) {
    String text = MAPPER.writeValueAsString(properties);

    String kept = Batches.accepted("{\"event\":\"e\",\"properties\":" + text + "}").getProperties();

    assertThat(kept).isEqualTo(text);
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll byte[] body, @ForAll BatchFormat format) {
    readOrRefuse(body, format);
  }

  @Property(tries = 2000)
  void anyDamageToABatchIsReadOrRefused(
      @ForAll("damage") Damage damage, @ForAll BatchFormat format) {
    byte[] body = VALID.getBytes(StandardCharsets.UTF_8);
    body[damage.at() % body.length] = damage.value();
    readOrRefuse(body, format);
  }

  @Property(tries = 200)
  void aBatchIsTheSumOfItsEvents(@ForAll("batches") List<String> events) {
    Batch batch = Batches.read("{\"events\":[" + String.join(",", events) + "]}");

    assertThat(batch.size()).isEqualTo(events.size());
    for (ReadEvent read : batch.events()) {
      Event expected = Batches.accepted(events.get(read.index()));
      expected.setEventId(Batches.idOf(read.index()));
      assertThat(read.event()).isEqualTo(expected);
    }
    for (Rejection rejection : batch.rejections()) {
      Rejection alone = Batches.rejected(events.get(rejection.index()));
      assertThat(rejection.code()).isEqualTo(alone.code());
      assertThat(rejection.detail()).isEqualTo(alone.detail());
      assertThat(rejection.pointer())
          .isEqualTo(alone.pointer().replaceFirst("/events/0", "/events/" + rejection.index()));
    }
  }

  @Property(tries = 200)
  void ndjsonMeansTheSame(@ForAll("batches") List<String> events) {
    Batch json = Batches.read("{\"events\":[" + String.join(",", events) + "]}");
    Batch lines = Batches.readLines(String.join("\n", events));

    assertThat(lines.events().stream().map(ReadEvent::event))
        .containsExactlyElementsOf(json.events().stream().map(ReadEvent::event).toList());
    assertThat(lines.rejections()).hasSameSizeAs(json.rejections());
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(10).filter(BatchReaderLawsTest::isText),
            Arbitraries.longs(),
            Arbitraries.doubles(),
            Arbitraries.of(true, false),
            Arbitraries.just(0).injectNull(1));
    return object(
        Arbitraries.lazyOf(
            () -> leaf,
            () -> leaf,
            () -> leaf.list().ofMaxSize(3),
            () -> object(leaf),
            () -> object(leaf.list().ofMaxSize(2).map(Object.class::cast))));
  }

  @Provide
  Arbitrary<List<String>> batches() {
    return events().list().ofMinSize(1).ofMaxSize(8);
  }

  private static Arbitrary<String> events() {
    return Arbitraries.of(
        "{\"event\":\"a\"}",
        "{\"event\":\"b\",\"properties\":{\"x\":{\"y\":[1,2,{\"z\":null}]}}}",
        "{\"event\":\"c\",\"timestamp\":\"2015-05-20T11:58:00Z\",\"user_id\":\"\u00fc\"}",
        "{\"event\":\"d\",\"timestamp\":\"2025-05-20T11:58:00Z\"}",
        "{\"event\":\"e\",\"properties\":{\"x\":{\"y\":1,\"y\":2}}}",
        "{\"event\":\"f\",\"context\":{\"ip\":{\"a\":[{}]}}}",
        "{\"event\":\"\\udc00\"}",
        "{}",
        "[[]]",
        "true");
  }

  @Provide
  Arbitrary<Damage> damage() {
    Arbitrary<Byte> structural =
        Arbitraries.of('{', '}', '[', ']', '"', '\\', ',', ':', '0', 'e', ' ', '\n')
            .map(c -> (byte) c.charValue());
    return Arbitraries.integers()
        .between(0, 10_000)
        .flatMap(
            at -> Arbitraries.oneOf(structural, Arbitraries.bytes()).map(b -> new Damage(at, b)));
  }

  record Damage(int at, byte value) {}

  private static Arbitrary<Map<String, Object>> object(Arbitrary<?> values) {
    return Arbitraries.maps(
            Arbitraries.strings().ofMaxLength(6).filter(BatchReaderLawsTest::isText),
            values.map(Object.class::cast))
        .ofMaxSize(4);
  }

  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static void readOrRefuse(byte[] body, BatchFormat format) {
    try {
      assertThat(Batches.read(body, format).size()).isPositive();
    } catch (ProblemException e) {
      assertThat(e.problem().code().status()).isBetween(400, 413);
    }
  }
}
