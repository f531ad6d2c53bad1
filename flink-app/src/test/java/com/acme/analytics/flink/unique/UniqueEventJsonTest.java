package com.acme.analytics.flink.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.junit.jupiter.api.Test;

class UniqueEventJsonTest {
  private final UniqueEventJson json = new UniqueEventJson();

  @Test
  void everyFieldOfTheWarmTierIsThereUnderTheNameThatQueriesUse() throws IOException {
    Event event = event("u1");
    event.setEvent("order");
    event.setPagePath("/ä\"");
    event.setPageUrl("https://shop.example/ä");
    event.setCountry("DE");
    event.setRegion("Bavaria");
    event.setReferrerDomain("search.example");
    event.setUtmSource("a");
    event.setUtmMedium("b");
    event.setUtmCampaign("c");
    event.setUtmTerm("d");
    event.setUtmContent("e");
    event.setProperties("{\"secret\": 1}");
    event.setDimensions(Map.of("plan", "pro", "cart.kind", "gift"));
    event.setMeasures(Map.of("total", 12.5, "items", 3.0));
    Device device = new Device("bot", "", "Crawler", "robot");

    assertThat(written(new DescribedEvent(Events.accepted(event), device)))
        .isEqualTo(
            """
            {"customer_id":"shop","timestamp":1773144000123,"event":"order","path":"/ä\\"",\
            "country":"DE","region":"Bavaria","device":"bot","browser":"Crawler","bot":true,\
            "referrer_domain":"search.example","utm_source":"a","utm_medium":"b",\
            "utm_campaign":"c","utm_term":"d","utm_content":"e","user":"u1",\
            "dimensions":{"cart.kind":"gift","plan":"pro"},\
            "measure_1":"items","value_1":3.0,"measure_2":"total","value_2":12.5}\
            """);
  }

  @Test
  void whatIsUnknownIsAbsent() throws IOException {
    Event event = event(null);
    event.setCountry("");

    assertThat(written(Events.described(event)))
        .isEqualTo(
            """
            {"customer_id":"shop","timestamp":1773144000123,"event":"page_view","bot":false}\
            """);
  }

  @Test
  void theUserIsTheTextWhoseHashTheEventHas() throws IOException {
    Event both = event("u1");
    both.setAnonymousId("a1");
    Event anonymous = event(null);
    anonymous.setAnonymousId("a1");
    anonymous.setUserHash(7L);
    Event notHashed = event("u1");
    notHashed.setUserHash(null);

    assertThat(written(Events.described(both))).contains("\"user\":\"u1\"");
    assertThat(written(Events.described(anonymous))).contains("\"user\":\"a1\"");
    assertThat(written(Events.described(notHashed))).doesNotContain("user");
  }

  @Test
  void oneWriterWritesManyEventsWithoutMixingThem() throws IOException {
    Event first = event("u1");
    first.setDimensions(Map.of("plan", "pro"));
    first.setMeasures(Map.of("total", 1.0));
    String alone = written(Events.described(event("u2")));

    assertThat(written(Events.described(first))).contains("pro");
    assertThat(written(Events.described(event("u2")))).isEqualTo(alone);
  }

  @Test
  void damagedBytesAreAnErrorAndNoPartOfAnEvent() {
    AcceptedEvent whole = Events.accepted(event("u1"));
    AcceptedEvent cutOff =
        new AcceptedEvent(
            whole.userKey(), 1, 2, whole.timestampMillis(), "", Arrays.copyOf(whole.avro(), 40));

    assertThatThrownBy(() -> json.write(new DescribedEvent(cutOff, Device.NONE)))
        .isInstanceOf(AvroRuntimeException.class);
  }

  private String written(DescribedEvent event) throws IOException {
    return new String(json.write(event), StandardCharsets.UTF_8);
  }

  private static Event event(String user) {
    Event event = Events.event("shop", user, new UUID(1, 2));
    event.setTimestamp(Instant.ofEpochMilli(1_773_144_000_123L));
    event.setUserHash(user == null ? null : 7L);
    return event;
  }
}
