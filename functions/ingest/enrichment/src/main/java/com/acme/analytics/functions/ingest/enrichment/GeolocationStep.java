package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** Says in which country, region and city the event's address is. */
final class GeolocationStep implements EnrichmentStep {
  private final Geolocator geolocator;

  GeolocationStep(Geolocator geolocator) {
    this.geolocator = Objects.requireNonNull(geolocator, "geolocator");
  }

  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    if (event.getIp() == null) {
      return;
    }
    Optional<IpAddress> address = IpAddress.parse(event.getIp());
    if (address.isEmpty() || SpecialAddresses.contain(address.get())) {
      return;
    }
    Place place = locate(address.get());
    event.setCountry(place.country());
    event.setRegion(place.region());
    event.setCity(place.city());
  }

  @Override
  public Warning failure() {
    return Warning.GEO_UNAVAILABLE;
  }

  private Place locate(IpAddress address) {
    try {
      return geolocator.locate(address);
    } catch (IOException e) {
      throw new UncheckedIOException("the geolocation database can't be read", e);
    }
  }
}
