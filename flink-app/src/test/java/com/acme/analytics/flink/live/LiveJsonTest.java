package com.acme.analytics.flink.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.window.MeasureFigures;
import com.acme.analytics.flink.window.WindowFigures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LiveJsonTest {
  private final LiveJson json = new LiveJson();

  @Test
  void aMessageHasTheTotalFirstAndThenTheValuesWithMostEvents() {
    WindowFigures total =
        new WindowFigures(
            "shop",
            "total",
            "",
            60,
            60_000,
            3,
            2,
            Map.of("bytes", new MeasureFigures(2, 12.5), "age", new MeasureFigures(1, 3)));

    assertThat(
            text(
                json.write(
                    "shop",
                    61_500,
                    List.of(window("path", "/a", 1), window("path", "/\"b\"", 2), total))))
        .isEqualTo(
            """
            {"customer_id":"shop","at":61500,"changes":[\
            {"dimension":"total","value":"","start":60000,"count":3,"users":2,"measures":\
            {"age":{"count":1,"sum":3.0},"bytes":{"count":2,"sum":12.5}}},\
            {"dimension":"path","value":"/\\"b\\"","start":60000,"count":2,"users":1},\
            {"dimension":"path","value":"/a","start":60000,"count":1,"users":1}],\
            "truncated":false}\
            """);
  }

  @Property(tries = 20)
  void aMessageHasAMostSizeWhateverTheTextsAndThenSaysThatValuesAreLeftOut(
      @ForAll @StringLength(max = 600) String text,
      @ForAll @IntRange(min = 1, max = 5_000) int values) {
    List<WindowFigures> windows = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      windows.add(window("path", text + i, i));
    }
    windows.add(window("total", "", 1));

    LiveMessage message = json.write("shop", 61_500, windows);

    assertThat(message.json()).hasSizeLessThanOrEqualTo(LiveJson.MOST_BYTES);
    assertThat(text(message))
        .contains("\"dimension\":\"total\"")
        .endsWith("\"truncated\":" + (message.leftOut() > 0) + "}");
  }

  @Test
  void whatIsLeftOutHasFewerEventsThanWhatIsThere() {
    List<WindowFigures> windows = new ArrayList<>();
    for (int i = 10_000; i < 15_000; i++) {
      windows.add(window("path", "/", i));
    }

    LiveMessage message = json.write("shop", 61_500, windows);

    assertThat(message.leftOut()).isPositive();
    assertThat(text(message))
        .contains("\"count\":14999,", "\"count\":" + (10_000 + message.leftOut()) + ",")
        .doesNotContain("\"count\":" + (10_000 + message.leftOut() - 1) + ",");
  }

  private static WindowFigures window(String dimension, String value, long count) {
    return new WindowFigures("shop", dimension, value, 60, 60_000, count, 1, Map.of());
  }

  private static String text(LiveMessage message) {
    return new String(message.json(), StandardCharsets.UTF_8);
  }
}
