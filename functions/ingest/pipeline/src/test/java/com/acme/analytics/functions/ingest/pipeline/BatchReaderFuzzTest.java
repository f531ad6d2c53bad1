package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever bytes are posted, in whatever coding and format: they are refused as a whole, or each
 * event is accepted or refused, once, and answers and dead letters are well-formed and bounded.
 * With {@code JAZZER_FUZZ=1} in the environment inputs are searched for a while; without it only
 * the seeds run.
 */
final class BatchReaderFuzzTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*+)*+");
  private static final int POINTER_CHARS = 256;
  private static final int DETAIL_CHARS = 512;

  /** Properties, and from them path and referrer, beside the fields of the context. */
  private static final int VALUE_BYTES = 4 * EventLimits.EVENT_BYTES;

  static Stream<Arguments> seeds() {
    Stream<Arguments> batches =
        Stream.of(
                "{\"events\":[{\"event\":\"a\",\"user_id\":\"u\",\"timestamp\":\"2015-05-20T11:58:00Z\"},7]}",
                "{\"events\":[{\"event\":\"a\",\"properties\":{\"a\":{\"b\":[[{\"c\":[null]}]]}}}]}",
                "{\"events\":[{\"event\":\"a\",\"properties\":{\"a\":1,\"\\u0061\":2}}]}",
                "{\"events\":[{\"event\":\"\\ud83d\\ude00\",\"properties\":{\"\\ud800\":\"\\udc00\"}}]}",
                "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":[1e400,-0,1E+2147483648]}}]}",
                "{\"events\":[{\"event\":\"a\",\"context\":{\"ip\":\"::1\",\"page\":{\"url\":\"/\"}}}]}",
                "{\"\\ud800\":[]}")
            .map(
                text ->
                    Arguments.of(
                        bytes(text),
                        numberOf(ContentCoding.IDENTITY, ContentCoding.values()),
                        numberOf(BatchFormat.JSON, BatchFormat.values())));
    String lines =
        "{\"event\":\"a\"}\r\n{\"event\":\"\"}\n\"text\"\n{\"event\":\"b\",\"userId\":1}";
    Stream<Arguments> packed =
        Arrays.stream(ContentCoding.values())
            .map(
                coding ->
                    Arguments.of(
                        Compression.of(coding, bytes(lines)),
                        numberOf(coding, ContentCoding.values()),
                        numberOf(BatchFormat.NDJSON, BatchFormat.values())));
    Arguments single =
        Arguments.of(
            bytes("{\"event\":\"a\",\"sent_at\":\"9999-12-31T23:59:60+18:00\"}"),
            numberOf(ContentCoding.IDENTITY, ContentCoding.values()),
            numberOf(BatchFormat.SINGLE, BatchFormat.values()));
    return Stream.of(batches, packed, Stream.of(single)).flatMap(seeds -> seeds);
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "{\"events\":[",
    "\"event_id\":\"018f3a52-7c1e-7d7a-9c3b-1f2e3d4c5b6a\"",
    "\"event\":\"a\"",
    "\"timestamp\":\"2015-05-20T11:58:00.000Z\"",
    "\"sent_at\":\"",
    "\"anonymous_id\":\"",
    "\"properties\":{",
    "\"context\":{\"campaign\":{",
    "\"library\":{\"version\":",
    "\\ud800",
    "\\udc00",
    "\\u0000",
    "\"~/\":",
    "\u00ef\u00bb\u00bf",
    "1e400",
    "99999999999999999999",
    "acme_dev_0123456789abcdefghijklmn"
  })
  @FuzzTest(maxDuration = "10s")
  void aBodyIsRefusedOrEachOfItsEventsIsSettledOnce(
      byte @NotNull [] body, int codingNumber, int formatNumber) {
    ContentCoding coding = oneOf(ContentCoding.values(), codingNumber);
    BatchFormat format = oneOf(BatchFormat.values(), formatNumber);
    byte[] decoded;
    try {
      decoded = coding.decode(body);
    } catch (ProblemException e) {
      checkProblem(e.problem());
      return;
    }
    assertThat(coding == ContentCoding.IDENTITY ? 0 : decoded.length)
        .isLessThanOrEqualTo(EventLimits.BODY_BYTES);
    RecordedStream stream = new RecordedStream();
    try {
      Outcome outcome =
          new Pipeline(stream, IngestMetrics.NONE)
              .ingestion()
              .submit(Batches.submission(decoded, format));
      checkOutcome(outcome, Batches.read(decoded, format).size(), stream);
      MAPPER.readTree(IngestAnswer.of(outcome, format).body());
    } catch (ProblemException e) {
      checkProblem(e.problem());
      assertThat(stream.events()).isEmpty();
      assertThat(stream.deadLetters()).hasSize(decoded.length == 0 ? 0 : 1);
    }
    checkDeadLetters(stream.deadLetters(), decoded.length);
  }

  private static void checkOutcome(Outcome outcome, int events, RecordedStream stream) {
    assertThat(outcome.accepted().size() + outcome.refusals().size()).isEqualTo(events);
    int last = -1;
    for (Refusal refusal : outcome.refusals()) {
      assertThat(refusal.index()).isBetween(last + 1, events - 1);
      last = refusal.index();
      assertThat(refusal.status()).isEqualTo(Refusal.Status.REJECTED);
      assertThat(refusal.code().status()).isBetween(400, 499);
      checkText(refusal.pointer(), refusal.detail());
      assertThat(refusal.pointer()).matches(POINTER);
    }
    assertThat(stream.events()).hasSameSizeAs(outcome.accepted());
    assertThat(stream.events().stream().map(Event::getEventId))
        .containsExactlyElementsOf(outcome.accepted());
    assertThat(stream.deadLetters()).hasSameSizeAs(outcome.refusals());
    for (StreamRecord record : stream.published) {
      assertThat(record.value().length).isLessThanOrEqualTo(VALUE_BYTES);
    }
  }

  private static void checkProblem(Problem problem) {
    assertThat(problem.code().status()).isBetween(400, 499);
    checkText(problem.pointer(), problem.detail());
    if (!problem.pointer().equals("Content-Encoding")) {
      assertThat(problem.pointer()).matches(POINTER);
    }
    MAPPER.readTree(problem.toJson());
  }

  private static void checkDeadLetters(List<RejectedEvent> letters, int bodyBytes) {
    int kept = 0;
    for (RejectedEvent letter : letters) {
      assertThat(letter.getOriginal().remaining()).isBetween(1, EventLimits.DEAD_LETTER_BYTES);
      checkText(letter.getPointer(), letter.getDetail());
      kept += letter.getOriginal().remaining();
    }
    assertThat(kept).isLessThanOrEqualTo(bodyBytes);
  }

  private static void checkText(String pointer, String detail) {
    assertThat(pointer.length()).isLessThanOrEqualTo(POINTER_CHARS);
    assertThat(detail.length()).isBetween(1, DETAIL_CHARS);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(pointer + detail))
        .as("whole characters only: %s %s", pointer, detail)
        .isTrue();
  }

  private static <T> int numberOf(T value, T[] values) {
    return Arrays.asList(values).indexOf(value);
  }

  private static <T> T oneOf(T[] values, int number) {
    return values[Math.floorMod(number, values.length)];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
