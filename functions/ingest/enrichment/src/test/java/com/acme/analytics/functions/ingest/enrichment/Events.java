package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Events and settings as the pipeline hands them over. */
final class Events {
  static final Salt SALT = Salt.of(new byte[Salt.BYTES]);

  private Events() {}

  static Event event() {
    Event event = new Event();
    event.setCustomerId("acme");
    event.setEventId(new UUID(1, 2));
    event.setEvent("page_view");
    event.setTimestamp(Instant.EPOCH);
    event.setReceivedAt(Instant.EPOCH);
    event.setProperties("{}");
    event.setWarnings(new ArrayList<>(0));
    event.setDimensions(Map.of());
    event.setMeasures(Map.of());
    return event;
  }

  static CustomerSettings settings(IpPolicy policy) {
    return new CustomerSettings(
        new CustomerId("acme"),
        policy,
        Set.of(),
        DeclaredProperties.NONE,
        DeclaredSince.NEVER,
        KeyBuckets.STANDARD,
        SALT);
  }

  static CustomerSettings pseudonymised(String... fields) {
    return new CustomerSettings(
        new CustomerId("acme"),
        IpPolicy.TRUNCATE,
        Set.of(fields),
        DeclaredProperties.NONE,
        DeclaredSince.NEVER,
        KeyBuckets.STANDARD,
        SALT);
  }

  static CustomerSettings declaring(DeclaredProperties declared, String... pseudonymised) {
    return new CustomerSettings(
        new CustomerId("acme"),
        IpPolicy.TRUNCATE,
        Set.of(pseudonymised),
        declared,
        DeclaredSince.NEVER,
        KeyBuckets.STANDARD,
        SALT);
  }
}
