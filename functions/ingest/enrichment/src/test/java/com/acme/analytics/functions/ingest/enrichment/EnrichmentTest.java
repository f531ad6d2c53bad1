package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.IpPolicy;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EnrichmentTest {
  private static GeoDatabase database;

  @BeforeAll
  static void open() {
    database = RealGeoDatabase.open();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void anEventGainsAllThatIsKnownAndLosesWhatIsPrivate() {
    Event event = Events.event();
    event.setUserId("alice");
    event.setPageUrl("https://shop.example/?utm_source=news");
    event.setPageReferrer("https://www.search.example/?q=shop");
    Caller caller = new Caller("10.0.0.1", "1.2.3.4, 81.2.69.142", "Mozilla/5.0");

    Enrichment.standard(database, TrustedProxies.parse("10.0.0.0/8"))
        .apply(event, caller, Events.pseudonymised("user_id"));

    assertThat(event.getIp()).isEqualTo("81.2.69.0");
    assertThat(event.getUserAgent()).isEqualTo("Mozilla/5.0");
    assertThat(event.getCountry()).isEqualTo("GB");
    assertThat(event.getCity()).isEqualTo("London");
    assertThat(event.getUtmSource()).isEqualTo("news");
    assertThat(event.getReferrerDomain()).isEqualTo("search.example");
    assertThat(event.getUserId()).isEqualTo(new Pseudonyms(Events.SALT).of("alice"));
    assertThat(event.getUserHash()).isEqualTo(UserHash.of(event.getUserId()));
    assertThat(event.getWarnings()).isEmpty();
    assertThat(event.toString()).doesNotContain("81.2.69.142").doesNotContain("alice");
  }

  @Test
  void anAddressThatIsDroppedWasLocatedBefore() {
    Event event = Events.event();
    event.setIp("8.8.8.8");

    Enrichment.standard(database, TrustedProxies.NONE)
        .apply(event, Caller.NONE, Events.settings(IpPolicy.DROP));

    assertThat(event.getIp()).isNull();
    assertThat(event.getCountry()).isEqualTo("US");
  }

  @Property
  void theHostOfAnAddressNeverLeaves(@ForAll int bits, @ForAll boolean fromContext) {
    IpAddress address = IpAddress.v4(Integer.toUnsignedLong(bits));
    Assume.that(!address.equals(address.network()));
    Event event = Events.event();
    event.setIp(fromContext ? address.toString() : null);
    Caller caller = new Caller(fromContext ? "" : address.toString(), "", "");

    Enrichment.standard(ip -> Place.UNKNOWN, TrustedProxies.NONE)
        .apply(event, caller, Events.settings(IpPolicy.TRUNCATE));

    assertThat(event.getIp()).isEqualTo(address.network().toString());
    assertThat(event.toString()).doesNotContain('"' + address.toString() + '"');
  }

  @Property
  void oneUserHasOneHashUnderOneSalt(@ForAll String id) {
    Assume.that(!id.isEmpty());

    assertThat(userHash(id, Events.pseudonymised("user_id")))
        .isEqualTo(userHash(id, Events.pseudonymised("user_id")))
        .isNotEqualTo(userHash(id, Events.settings(IpPolicy.KEEP)));
  }

  @Test
  void anUnreadableDatabaseIsAWarning() {
    Event event = Events.event();
    event.setIp("8.8.8.8");
    Geolocator unreadable =
        address -> {
          throw new IOException("unreadable");
        };

    Enrichment.standard(unreadable, TrustedProxies.NONE)
        .apply(event, Caller.NONE, Events.settings(IpPolicy.TRUNCATE));

    assertThat(event.getIp()).isEqualTo("8.8.8.0");
    assertThat(event.getCountry()).isNull();
    assertThat(event.getWarnings()).containsExactly("geo_unavailable");
  }

  @Test
  void aStepThatFailsNamesItselfTakesBackAndLetsTheOthersWork() {
    Event event = Events.event();
    EnrichmentStep failing =
        step(
            enriched -> {
              throw new IllegalStateException("defect");
            });

    new Enrichment(List.of(step(e -> e.setCity("Berlin")), failing, step(e -> e.setRegion("B"))))
        .apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));

    assertThat(event.getCity()).isNull();
    assertThat(event.getRegion()).isEqualTo("B");
    assertThat(event.getWarnings()).containsExactly("client_failed");
  }

  @Test
  void propertiesThatCanNotBeReadAreDroppedWhereTheyMayHoldWhatIsPrivate() {
    Event event = Events.event();
    event.setUserId("alice");
    event.setProperties("{\"email\":");

    Enrichment.standard(database, TrustedProxies.NONE)
        .apply(event, Caller.NONE, Events.pseudonymised("properties.email"));

    assertThat(event.getProperties()).isEqualTo("{}");
    assertThat(event.getUserId()).isEqualTo("alice");
    assertThat(event.getWarnings()).containsExactly("pseudonyms_failed");
  }

  private static Long userHash(String id, CustomerSettings settings) {
    Event event = Events.event();
    event.setUserId(id);
    Enrichment.standard(ip -> Place.UNKNOWN, TrustedProxies.NONE)
        .apply(event, Caller.NONE, settings);
    return event.getUserHash();
  }

  /** A step that does this, and takes back the city when it fails. */
  private static EnrichmentStep step(Consumer<Event> change) {
    return new EnrichmentStep() {
      @Override
      public void apply(Event event, Caller caller, CustomerSettings settings) {
        change.accept(event);
      }

      @Override
      public Warning failure() {
        return Warning.CLIENT_FAILED;
      }

      @Override
      public void withdraw(Event event, CustomerSettings settings) {
        event.setCity(null);
      }
    };
  }
}
