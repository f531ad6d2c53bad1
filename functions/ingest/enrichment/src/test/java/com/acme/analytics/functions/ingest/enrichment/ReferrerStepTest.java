package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.IpPolicy;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferrerStepTest {
  private static final String PAGE = "https://www.shop.example/cart";

  private final ReferrerStep step = new ReferrerStep();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://news.example/a?b#c, news.example",
        "https://WWW.News.Example, news.example",
        "http://news.example:8080/, news.example",
        "http://news.example:/, news.example",
        "http://user:secret@news.example/, news.example",
        "http://a@b@news.example/, news.example",
        "https://news.example./, news.example",
        "https://news.example?q=1@2, news.example",
        "https://news.example#a, news.example",
        "https://news.example\\a, news.example",
        "//news.example/a, news.example",
        "android-app://com.google.android.gm/, com.google.android.gm",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example",
        "https://Bücher.example/, bücher.example",
        "http://www.com/, www.com",
        "http://8.8.8.8/, 8.8.8.8",
        "http://[2001:DB8:0::1]:80/, [2001:db8::1]",
        "http://localhost:3000/, localhost",
        "http://blog.shop.example/, blog.shop.example",
        "https://shop.example/, -",
        "https://www.shop.example:443/a, -",
        "HTTP://SHOP.EXAMPLE, -",
        "about:blank, -",
        "file:///a/b, -",
        "'', -",
        "-, -"
      })
  void theReferrersHostIsToldWhereItIsAnotherSite(String referrer, String domain) {
    Event event = enriched(PAGE, referrer);

    assertThat(event.getReferrerDomain()).isEqualTo(domain);
    assertThat(event.getWarnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "news",
    "news.example",
    "/a/b",
    "$direct",
    "' https://news.example'",
    "http://",
    "http:///a",
    "http://./",
    "http://news example/",
    "http://news.example:port/",
    "http://news%2eexample/",
    "http://[2001:db8::1/",
    "http://[news]/",
    "http://<script>/",
    "http://a@/"
  })
  void aMalformedReferrerIsAWarning(String referrer) {
    Event event = enriched(PAGE, referrer);

    assertThat(event.getReferrerDomain()).isNull();
    assertThat(event.getWarnings()).containsExactly("malformed_page_referrer");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, -", "/cart, malformed_page_url", "about:blank, -"})
  void aPageWithoutAHostIsAnotherSiteThanAnyReferrer(String url, String warning) {
    Event event = enriched(url, "https://shop.example/");

    assertThat(event.getReferrerDomain()).isEqualTo("shop.example");
    assertThat(event.getWarnings()).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @Property
  void anyUrlIsReadWithoutAnException(@ForAll String url) {
    Host.of(url);
    Host.of("http://" + url);
  }

  private Event enriched(String url, String referrer) {
    Event event = Events.event();
    event.setPageUrl(url);
    event.setPageReferrer(referrer);
    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));
    return event;
  }
}
