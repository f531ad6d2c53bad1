package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.IpPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeolocationStepTest {
  private final List<IpAddress> asked = new ArrayList<>();
  private final GeolocationStep step =
      new GeolocationStep(
          address -> {
            asked.add(address);
            return new Place("DE", "Berlin", null);
          });

  @Test
  void anAddressHasAPlace() {
    Event event = Events.event();
    event.setIp("8.8.8.8");

    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));

    assertThat(event.getCountry()).isEqualTo("DE");
    assertThat(event.getRegion()).isEqualTo("Berlin");
    assertThat(event.getCity()).isNull();
    assertThat(event.getWarnings()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "fe80::1", "192.0.2.1"})
  void anAddressOfNowhereIsNotLookedUp(String ip) {
    Event event = Events.event();
    event.setIp(ip);

    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));

    assertThat(asked).isEmpty();
    assertThat(event.getCountry()).isNull();
    assertThat(event.getWarnings()).isEmpty();
  }
}
