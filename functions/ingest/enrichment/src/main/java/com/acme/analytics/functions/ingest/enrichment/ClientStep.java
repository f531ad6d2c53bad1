package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import java.util.Objects;
import java.util.Optional;

/**
 * Says where the event came from: the client that its context names. Where it names neither address
 * nor user agent, the caller is the client; a server that relays its visitors' events names them.
 */
final class ClientStep implements EnrichmentStep {
  /** Characters of a header; a browser's has some 100 to 300. */
  static final int USER_AGENT_CHARS = 1024;

  /** Every browser's begins so; that of a server's HTTP library would make its users bots. */
  private static final String BROWSER = "Mozilla/";

  private final TrustedProxies proxies;

  ClientStep(TrustedProxies proxies) {
    this.proxies = Objects.requireNonNull(proxies, "proxies");
  }

  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    if (event.getIp() != null) {
      event.setIp(canonical(event));
    } else if (event.getUserAgent() == null || event.getUserAgent().isEmpty()) {
      event.setIp(addressOf(caller, event));
      if (caller.userAgent().startsWith(BROWSER)) {
        event.setUserAgent(BoundedText.cut(caller.userAgent(), USER_AGENT_CHARS));
      }
    }
  }

  @Override
  public Warning failure() {
    return Warning.CLIENT_FAILED;
  }

  @Override
  public void withdraw(Event event, CustomerSettings settings) {
    event.setIp(null);
  }

  /** One text for one address, so that it groups as one. */
  private static String canonical(Event event) {
    Optional<IpAddress> address = IpAddress.parse(event.getIp());
    if (address.isEmpty()) {
      Warning.MALFORMED_IP.addTo(event);
      return null;
    }
    boolean dotted = event.getIp().indexOf(':') < 0;
    return dotted ? event.getIp() : address.get().toString();
  }

  private String addressOf(Caller caller, Event event) {
    if (caller.sourceAddress().isEmpty()) {
      return null;
    }
    Optional<IpAddress> address = proxies.clientOf(caller);
    if (address.isEmpty()) {
      Warning.CLIENT_IP_UNKNOWN.addTo(event);
      return null;
    }
    return address.get().toString();
  }
}
