package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.IpPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.Whitespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CampaignStepTest {
  private final CampaignStep step = new CampaignStep();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = ' ',
      value = {
        "https://a.example/?utm_source=news news",
        "https://a.example/p?x=1&utm_source=news&y=2 news",
        "https://a.example/?utm_source=n%C3%A9w+s%20x 'néw s x'",
        "https://a.example/?utm_source=caf\u00e9 café",
        "https://a.example/?utm_source=100%&x=1 100%",
        "https://a.example/?utm_source=%zz%4 %zz%4",
        "https://a.example/?utm_source=%FF \ufffd",
        "https://a.example/?utm_source=a=b a=b",
        "https://a.example/?utm_source=a&utm_source=b a",
        "https://a.example/?utm_source=&utm_source=b b",
        "https://a.example/?utm_source&utm_source=b b",
        "/p?utm_source=relative relative",
        "?utm_source=a a",
        "https://a.example/?x=utm_source=a -",
        "https://a.example/?my_utm_source=a -",
        "https://a.example/?UTM_SOURCE=a -",
        "https://a.example/?utm_sources=a -",
        "https://a.example/#?utm_source=a -",
        "https://a.example/?a#utm_source=a -",
        "https://a.example/utm_source=a -",
        "https://a.example/? -",
        "- -"
      })
  void theSourceIsInTheQueryString(String url, String source) {
    assertThat(enriched(url).getUtmSource()).isEqualTo(source);
  }

  @Test
  void everyParameterHasItsPlace() {
    Event event =
        enriched("http://a/?utm_term=t&utm_content=c&utm_campaign=n&utm_medium=m&utm_source=s");

    assertThat(event.getUtmSource()).isEqualTo("s");
    assertThat(event.getUtmMedium()).isEqualTo("m");
    assertThat(event.getUtmCampaign()).isEqualTo("n");
    assertThat(event.getUtmTerm()).isEqualTo("t");
    assertThat(event.getUtmContent()).isEqualTo("c");
  }

  @Test
  void whatTheContextSaysStays() {
    Event event = Events.event();
    event.setUtmSource("context");
    event.setUtmMedium("");
    event.setPageUrl("http://a/?utm_source=url&utm_medium=url");

    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));

    assertThat(event.getUtmSource()).isEqualTo("context");
    assertThat(event.getUtmMedium()).isEqualTo("url");
  }

  @Test
  void aLongValueIsCutAndSaysSo() {
    Event event = enriched("http://a/?utm_source=" + "%F0%9F%98%80".repeat(200));

    assertThat(event.getUtmSource()).isEqualTo("😀".repeat(CampaignStep.VALUE_CHARS / 2));
    assertThat(event.getWarnings()).containsExactly("campaign_truncated");
  }

  @Property
  void whatALinkEncodesIsRead(
      @ForAll
          @AlphaChars
          @Whitespace
          @Chars({'é', '%', '+', '&', '#', '=', '世'})
          @StringLength(min = 1, max = 50)
          String value) {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);

    assertThat(enriched("https://a.example/?utm_source=" + encoded + "#f").getUtmSource())
        .isEqualTo(value);
  }

  @Property
  void anyUrlIsReadWithoutAnException(@ForAll String start, @ForAll String end) {
    enriched(start + "?utm_source=" + end);
  }

  private Event enriched(String url) {
    Event event = Events.event();
    event.setPageUrl(url);
    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));
    return event;
  }
}
