package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.IpPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IpPrivacyStepTest {
  private final IpPrivacyStep step = new IpPrivacyStep();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "TRUNCATE, 8.8.4.4, 8.8.4.0",
        "TRUNCATE, ::ffff:8.8.4.4, 8.8.4.0",
        "TRUNCATE, 2001:db8:1:2:3:4:5:6, 2001:db8:1::",
        "TRUNCATE, ::1, ::",
        "TRUNCATE, no address, -",
        "TRUNCATE, -, -",
        "KEEP, 8.8.4.4, 8.8.4.4",
        "DROP, 8.8.4.4, -"
      })
  void ofAnAddressStaysWhatThePolicyAllows(IpPolicy policy, String ip, String kept) {
    Event event = Events.event();
    event.setIp(ip);

    step.apply(event, Caller.NONE, Events.settings(policy));
    assertThat(event.getIp()).isEqualTo(kept);

    step.apply(event, Caller.NONE, Events.settings(policy));
    assertThat(event.getIp()).as("once more").isEqualTo(kept);
  }
}
